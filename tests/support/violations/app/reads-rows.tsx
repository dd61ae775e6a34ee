import { readRows } from '#db/dal/rows.ts';

export default function Page() {
  return <p>{readRows().length}</p>;
}
