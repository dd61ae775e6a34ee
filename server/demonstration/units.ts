import { rngFrom } from '#domain/shared/rng.ts';
import { uuid } from './chance.ts';
import { DEPARTMENTS, INSTITUTE } from './data/organisation.ts';
import type { Unit } from './roster-types.ts';

/** Code of an office by its place in its department, from 0. */
export function officeCode(department: string, index: number): string {
  return `${INSTITUTE.code}-${department}-${String(index + 1).padStart(2, '0')}`;
}

/** The tree of the institute, parents before children. */
export function demonstrationUnits(): Unit[] {
  const rng = rngFrom('jianglan:units');
  const units: Unit[] = [];
  const add = (code: string, name: string, parentCode: string | null, sort: number) =>
    units.push({ id: uuid(rng), code, name, parentCode, sort });
  add(INSTITUTE.code, INSTITUTE.name, null, 0);
  DEPARTMENTS.forEach((department, sort) => {
    const code = `${INSTITUTE.code}-${department.code}`;
    add(code, department.name, INSTITUTE.code, sort);
    department.offices.forEach((name, index) => {
      add(officeCode(department.code, index), name, code, index);
    });
  });
  return units;
}

/** Every unit with each of its ancestors, itself at depth 0. */
export function closureOf(units: readonly Unit[]): { ancestorId: string; descendantId: string; depth: number }[] {
  const byCode = new Map(units.map((unit) => [unit.code, unit]));
  return units.flatMap((unit) => {
    const rows: { ancestorId: string; descendantId: string; depth: number }[] = [];
    for (let at: Unit | undefined = unit, depth = 0; at; at = byCode.get(at.parentCode ?? ''), depth += 1) {
      rows.push({ ancestorId: at.id, descendantId: unit.id, depth });
    }
    return rows;
  });
}
