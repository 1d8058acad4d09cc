import { describe, expect, it } from 'vitest';
import { mostSnapshots } from '../../src/store/records.ts';
import { snapshotDue } from '../../src/work/snapshotSteps.ts';

/** The steps of a whole run's snapshots. */
function snapshotSteps(totalSteps: number, evaluationInterval: number): number[] {
  const steps = Array.from({ length: totalSteps + 1 }, (_, step) => step);
  return steps.filter((step) => snapshotDue(step, { totalSteps, evaluationInterval }));
}

describe('snapshotDue', () => {
  it('keeps the start and every evaluation where there are few', () => {
    expect(snapshotSteps(47, 20)).toEqual([0, 20, 40, 47]);
    expect(snapshotSteps(60, 20)).toEqual([0, 20, 40, 60]);
    expect(snapshotSteps(2400, 100)).toHaveLength(25);
    expect(snapshotSteps(2149, 100)).toHaveLength(23);
  });

  it('keeps the start and the end of a run that is evaluated at its end only', () => {
    expect(snapshotSteps(47, 2 ** 31 - 1)).toEqual([0, 47]);
    expect(snapshotSteps(1, 1)).toEqual([0, 1]);
  });

  it.each([
    [24, 1],
    [25, 1],
    [47, 1],
    [97, 2],
    [2149, 1],
    [2149, 77],
    [2500, 100],
    [99_991, 13],
  ])('of %i steps with an evaluation every %i keeps few, evenly spread', (total, interval) => {
    const steps = snapshotSteps(total, interval);
    expect(steps.length).toBeLessThanOrEqual(mostSnapshots);
    expect(steps.length).toBeGreaterThan(mostSnapshots / 2);
    expect([steps[0], steps.at(-1)]).toEqual([0, total]);
    const between = steps.slice(1, -1);
    expect(between.filter((step) => step % interval !== 0)).toEqual([]);
    const even = total / (mostSnapshots - 1);
    const gaps = steps.slice(1).map((step, n) => step - (steps[n] as number));
    for (const gap of gaps) expect(gap).toBeLessThanOrEqual(even + interval);
  });

  it('holds for the longest runs, and for no step between evaluations', () => {
    const course = { totalSteps: 2 ** 31 - 1, evaluationInterval: 1 };
    const border = Math.ceil(course.totalSteps / (mostSnapshots - 1));
    expect([-1, 0, 1].map((offset) => snapshotDue(border + offset, course))).toEqual([
      false,
      true,
      false,
    ]);
    expect(snapshotDue(150, { totalSteps: 2149, evaluationInterval: 100 })).toBe(false);
  });
});
