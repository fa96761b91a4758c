import { describe, expect, it } from 'vitest';
import { covers, mergedInto, placeName, provinceOf, regions } from '../../src/text/gazetteer.ts';
import { findPlaceByName } from '../../src/text/place-names.ts';

describe('who reads what', () => {
  it.each([
    ['bac-ninh', 'bac-giang', true],
    ['bac-giang', 'bac-ninh', false],
    ['lang-son', 'huu-nghi', true],
    ['ha-giang', 'thanh-thuy-hg', true],
    ['tuyen-quang', 'thanh-thuy-hg', true],
    ['huu-nghi', 'lang-son', false],
    ['ho-chi-minh', 'cai-mep', true],
    ['dong-nam-bo', 'binh-duong', true],
    ['mien-bac', 'huu-nghi', true],
    ['mien-bac', 'bac-giang', true],
    ['mien-nam', 'ha-noi', false],
    ['ha-noi', 'ha-noi', true],
    ['unknown', 'ha-noi', false],
  ])('a reader of %s and news on %s: %s', (followed, article, expected) => {
    expect(covers(followed, article)).toBe(expected);
  });
});

describe('the map', () => {
  it('has 34 provinces in six regions, north first', () => {
    const all = regions();
    expect(all).toHaveLength(6);
    expect(all.flatMap(({ places }) => places)).toHaveLength(34);
    expect(all[0]!.places).toContain('lang-son');
    expect(all.at(-1)!.places).toContain('ca-mau');
  });

  it('knows names, mergers and the province of a gate', () => {
    expect(placeName('lang-son', 'vi')).toBe('Lạng Sơn');
    expect(placeName('huu-nghi', 'vi')).toBe('cửa khẩu Hữu Nghị');
    expect(placeName('hue', 'en')).toBe('Hue');
    expect(placeName('nowhere', 'vi')).toBe('nowhere');
    expect(mergedInto('bac-giang')).toBe('bac-ninh');
    expect(mergedInto('bac-ninh')).toBeUndefined();
    expect(provinceOf('bo-y', 'before')).toBe('kon-tum');
    expect(provinceOf('bo-y', 'since')).toBe('quang-ngai');
  });
});

describe('names that people type', () => {
  it.each([
    ['lang son', 'lang-son'],
    ['Bắc Giang', 'bac-giang'],
    ['bac-ninh', 'bac-ninh'],
    ['huu nghi', 'huu-nghi'],
    ['cửa khẩu Hữu Nghị', 'huu-nghi'],
    ['tphcm', 'ho-chi-minh'],
    ['TP. HCM', 'ho-chi-minh'],
    ['sài gòn', 'ho-chi-minh'],
    ['sai gon', 'ho-chi-minh'],
    ['hanoi', 'ha-noi'],
    ['tinh Dak Lak', 'dak-lak'],
    ['miền Trung', 'mien-trung'],
    ['Biên Hòa', 'dong-nai'],
    ['cat lai', 'cat-lai'],
    ['dong thap', 'dong-thap'],
  ])('%s means %s', (typed, id) => {
    expect(findPlaceByName(typed).exact).toBe(id);
  });

  it('are proposed when nothing fits exactly', () => {
    expect(findPlaceByName('lang sn').near).toContain('lang-son');
    expect(findPlaceByName('quang').near.length).toBeGreaterThan(1);
    expect(findPlaceByName('zzzzzzz')).toEqual({ near: [] });
    expect(findPlaceByName('')).toEqual({ near: [] });
  });
});
