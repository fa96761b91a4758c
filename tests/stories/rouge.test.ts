import { describe, expect, it } from 'vitest';
import { pairScore } from '../../eval/pairs.ts';
import { rouge, rougeTokens } from '../../eval/rouge.ts';

describe('ROUGE', () => {
  it('takes every run of letters, marks or digits as a token, in lower case and NFC', () => {
    expect(rougeTokens('Tăng 18,3% – TP.HCM')).toEqual(['tăng', '18', '3', 'tp', 'hcm']);
    expect(rougeTokens('hòa'.normalize('NFD'))).toEqual(['hòa'.normalize('NFC')]);
  });

  it('gives what the hand computes', () => {
    // Candidate a b a c (4), reference a b c d a (5).
    // Syllables: a twice, b, c = 4 of 4 and of 5: F1 = 2·4/9. Pairs: ab, ba, ac against ab, bc, cd, da: 1, F1 = 2·1/7.
    // Longest common subsequence: a b a or a b c = 3: F1 = 2·3/9.
    const { r1, r2, rl } = rouge('A b, a c.', ['a b c d a']);
    expect(r1).toBeCloseTo(800 / 9, 9);
    expect(r2).toBeCloseTo(200 / 7, 9);
    expect(rl).toBeCloseTo(600 / 9, 9);
  });

  it('clips repeated tokens and takes the mean over references', () => {
    // Against "a": 1 of 3 and of 1, F1 = 50. Against "a a": 2 of 3 and of 2, F1 = 80.
    expect(rouge('a a a', ['a', 'a a']).r1).toBeCloseTo(65, 9);
  });

  it('is 100 for the same text and 0 for nothing in common or nothing at all', () => {
    expect(rouge('Giá thép tăng.', ['giá thép tăng'])).toEqual({ r1: 100, r2: 100, rl: 100 });
    expect(rouge('một', ['hai'])).toEqual({ r1: 0, r2: 0, rl: 0 });
    expect(rouge('', ['hai'])).toEqual({ r1: 0, r2: 0, rl: 0 });
  });
});

describe('pair F1', () => {
  it('counts pairs of articles', () => {
    // Groups {0,1,2} {3}; events {0,1} {2,3}: three pairs together, two true, one of them found.
    const groups = ['x', 'x', 'x', 'y'];
    const events = ['p', 'p', 'q', 'q'];
    const score = pairScore(
      4,
      (i) => groups[i] ?? '',
      (i) => events[i] ?? '',
    );
    expect(score.precision).toBeCloseTo(100 / 3, 9);
    expect(score.recall).toBeCloseTo(50, 9);
    expect(score.f1).toBeCloseTo(40, 9);
  });
});
