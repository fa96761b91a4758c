/**
 * How the numbers of an indicator are to be read. `growth`: a percentage is its movement (IIP, CPI). `rate`: a
 * percentage is its level (unemployment, duties). `amount`: a percentage alone is neither.
 */
export type Nature = 'growth' | 'rate' | 'amount';

export interface Traits {
  readonly nature: Nature;
  /** Unit bases its levels come in. */
  readonly bases: readonly string[];
  /** What a bare currency means for it: "20.490 đồng" of petrol is per litre. */
  readonly per?: Readonly<Record<string, string>>;
  /** What a level can be, in its unit base; outside it the number is something else. */
  readonly plausible?: Readonly<Record<string, readonly [number, number]>>;
  /** What its movements are measured against when the text does not say. */
  readonly basis?: string;
}

const FARM = {
  nature: 'amount',
  bases: ['vnd_per_kg', 'usd_per_tonne', 'vnd_per_tonne'],
  per: { vnd: 'vnd_per_kg' },
  plausible: { vnd_per_kg: [1000, 2_000_000], usd_per_tonne: [100, 30_000] },
} as const satisfies Traits;
const GROWTH = { nature: 'growth', bases: [] } as const;
const RATE = { nature: 'rate', bases: ['percent'] } as const;
const MONEY = ['usd', 'vnd', 'eur'];

export const TRAITS: Readonly<Record<string, Traits>> = {
  iip: GROWTH,
  'iip-localities': { nature: 'amount', bases: ['locality'] },
  pmi: { nature: 'amount', bases: ['index_point'], plausible: { index_point: [25, 65] } },
  'consumption-index': GROWTH,
  'inventory-index': GROWTH,
  'inventory-ratio': RATE,
  'labour-use-index': GROWTH,
  output: { nature: 'amount', bases: ['tonne', 'product', 'm3', 'vehicle'] },
  capacity: { nature: 'amount', bases: ['tonne', 'mw', 'gw', 'product', 'teu', 'vehicle', 'kwh', 'm3'] },
  'value-added': GROWTH,
  'power-output': { nature: 'amount', bases: ['kwh'] },
  'power-peak': { nature: 'amount', bases: ['mw', 'gw'] },
  gdp: GROWTH,
  grdp: GROWTH,
  cpi: GROWTH,
  'core-inflation': GROWTH,
  ppi: GROWTH,
  'retail-sales': { nature: 'amount', bases: ['vnd', 'usd'] },
  'ecommerce-sales': { nature: 'amount', bases: MONEY },
  'state-revenue': { nature: 'amount', bases: ['vnd'] },
  'public-investment': { nature: 'amount', bases: ['vnd'] },
  'credit-growth': { nature: 'growth', bases: ['vnd'] },
  'lending-rate': { ...RATE, basis: 'prev' },
  'deposit-rate': { ...RATE, basis: 'prev' },
  'policy-rate': { ...RATE, basis: 'prev' },
  'usd-vnd': {
    nature: 'amount',
    bases: ['vnd_per_usd'],
    per: { vnd: 'vnd_per_usd' },
    plausible: { vnd_per_usd: [15_000, 40_000] },
  },
  'gold-price': {
    nature: 'amount',
    bases: ['vnd_per_tael', 'usd_per_ounce'],
    per: { vnd: 'vnd_per_tael', usd: 'usd_per_ounce' },
    plausible: { million_vnd_per_tael: [10, 500], usd_per_ounce: [200, 20_000] },
  },
  'unemployment-rate': RATE,
  'avg-income': { nature: 'amount', bases: ['vnd_per_month'], per: { vnd: 'vnd_per_month' } },
  'min-wage': { nature: 'amount', bases: ['vnd_per_month'], per: { vnd: 'vnd_per_month' }, basis: 'prev' },
  'labour-demand': { nature: 'amount', bases: ['person'] },
  'new-enterprises': { nature: 'amount', bases: ['enterprise'] },
  'withdrawn-enterprises': { nature: 'amount', bases: ['enterprise'] },
  'tourist-arrivals': { nature: 'amount', bases: ['person'], plausible: { person: [1000, 1e9] } },
  export: { nature: 'amount', bases: ['usd', 'eur'] },
  import: { nature: 'amount', bases: ['usd', 'eur'] },
  'trade-total': { nature: 'amount', bases: ['usd', 'eur'] },
  'trade-balance': { nature: 'amount', bases: ['usd', 'eur'] },
  'export-volume': { nature: 'amount', bases: ['tonne', 'product', 'vehicle'] },
  'import-volume': { nature: 'amount', bases: ['tonne', 'product', 'vehicle'] },
  'tariff-rate': RATE,
  'trade-remedy-duty': { nature: 'rate', bases: ['percent', 'usd_per_tonne'] },
  'trade-remedy-cases': { nature: 'amount', bases: ['case'] },
  'border-vehicles': {
    nature: 'amount',
    bases: ['vehicle', 'vehicle_per_day', 'wagon', 'container', 'train'],
  },
  'border-backlog': { nature: 'amount', bases: ['vehicle', 'container', 'wagon'] },
  'cargo-throughput': { nature: 'amount', bases: ['tonne'] },
  'container-throughput': { nature: 'amount', bases: ['teu'] },
  'freight-rate': {
    nature: 'amount',
    bases: ['usd_per_feu', 'index_point'],
    per: { usd: 'usd_per_feu' },
  },
  'logistics-cost': RATE,
  'customs-declarations': { nature: 'amount', bases: ['declaration'] },
  'fuel-price': {
    nature: 'amount',
    bases: ['vnd_per_litre', 'vnd_per_kg'],
    per: { vnd: 'vnd_per_litre' },
    plausible: { vnd_per_litre: [8000, 60_000], vnd_per_kg: [8000, 60_000] },
    basis: 'prev',
  },
  'power-price': {
    nature: 'amount',
    bases: ['vnd_per_kwh'],
    per: { vnd: 'vnd_per_kwh' },
    plausible: { vnd_per_kwh: [500, 6000] },
    basis: 'prev',
  },
  'oil-price': {
    nature: 'amount',
    bases: ['usd_per_barrel'],
    per: { usd: 'usd_per_barrel' },
    plausible: { usd_per_barrel: [5, 300] },
  },
  'lpg-price': { nature: 'amount', bases: ['vnd_per_kg', 'vnd', 'usd_per_tonne'] },
  'coal-output': { nature: 'amount', bases: ['tonne'] },
  'rice-export-price': {
    nature: 'amount',
    bases: ['usd_per_tonne'],
    per: { usd: 'usd_per_tonne' },
    plausible: { usd_per_tonne: [150, 2500] },
  },
  'paddy-price': FARM,
  'coffee-price': { ...FARM, per: { vnd: 'vnd_per_kg', usd: 'usd_per_tonne' } },
  'pepper-price': { ...FARM, per: { vnd: 'vnd_per_kg', usd: 'usd_per_tonne' } },
  'durian-price': FARM,
  'fish-price': FARM,
  'pork-price': FARM,
  'rubber-price': FARM,
  'steel-price': {
    nature: 'amount',
    bases: ['vnd_per_kg', 'vnd_per_tonne', 'usd_per_tonne'],
    per: { vnd: 'vnd_per_kg', usd: 'usd_per_tonne' },
  },
  'fertiliser-price': { nature: 'amount', bases: ['vnd_per_kg', 'vnd', 'usd_per_tonne', 'vnd_per_tonne'] },
  'fdi-registered': { nature: 'amount', bases: ['usd'] },
  'fdi-new': { nature: 'amount', bases: ['usd'] },
  'fdi-adjusted': { nature: 'amount', bases: ['usd'] },
  'fdi-shares': { nature: 'amount', bases: ['usd'] },
  'fdi-disbursed': { nature: 'amount', bases: ['usd'] },
  'fdi-projects': { nature: 'amount', bases: ['project'] },
  'project-capital': { nature: 'amount', bases: MONEY },
  'capital-increase': { nature: 'amount', bases: MONEY },
  'ip-occupancy': RATE,
  'ip-rent': { nature: 'amount', bases: ['usd_per_sqm_cycle'] },
  violations: { nature: 'amount', bases: ['case'] },
  fines: { nature: 'amount', bases: ['vnd'] },
  'seized-goods': { nature: 'amount', bases: ['vnd', 'product', 'tonne'] },
  revenue: { nature: 'amount', bases: MONEY },
  profit: { nature: 'amount', bases: MONEY },
};

const RELATED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  export: { tonne: 'export-volume', product: 'export-volume' },
  'export-volume': { usd: 'export' },
  import: { tonne: 'import-volume', product: 'import-volume' },
  'import-volume': { usd: 'import' },
  'fdi-projects': { usd: 'fdi-new' },
  'fdi-new': { project: 'fdi-projects' },
  'fdi-registered': { project: 'fdi-projects' },
  'fdi-adjusted': { project: 'fdi-projects' },
  iip: { locality: 'iip-localities' },
  'iip-localities': { percent: 'iip' },
  output: { kwh: 'power-output' },
  'cargo-throughput': { teu: 'container-throughput' },
  'container-throughput': { tonne: 'cargo-throughput' },
  'power-output': { mw: 'power-peak' },
};

/** The indicator that a level in `base` belongs to when `indicator` was spoken of; undefined when it cannot be. */
export function indicatorFor(
  indicator: string,
  base: string,
): { readonly indicator: string; readonly base: string } | undefined {
  const traits = TRAITS[indicator];
  if (traits === undefined) return undefined;
  if (traits.bases.includes(base)) return { indicator, base };
  const per = traits.per?.[base];
  if (per !== undefined) return { indicator, base: per };
  const related = RELATED[indicator]?.[base];
  return related === undefined ? undefined : { indicator: related, base };
}
