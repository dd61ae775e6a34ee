import { migrateDatabase } from '#db/migrate.ts';

/** Needs the database alone, none of the application's other settings, so that it can run before they exist. */
const url = process.env.DATABASE_OWNER_URL || process.env.DATABASE_URL;
if (!url) {
  console.error('请设置 DATABASE_OWNER_URL（表的所有者）或 DATABASE_URL 后再执行 npm run migrate。');
  process.exit(1);
}
await migrateDatabase(url);
console.log('数据库结构已是最新。');
