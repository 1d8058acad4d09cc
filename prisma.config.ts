import { defineConfig } from 'prisma/config';

// Only Prisma's own command line reads this: the service itself applies the migrations with
// src/postgres/migrate.ts. Commands that touch no database do without a URL.
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env['DATABASE_URL'] ?? '' },
});
