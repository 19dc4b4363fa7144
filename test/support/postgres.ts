import pg from 'pg';
import { ulid } from 'ulid';

/** Address of an empty database on the PostgreSQL that was started for this run. */
export async function freshPostgres(): Promise<string> {
  const base = process.env.TEST_POSTGRES_URL;
  if (!base) throw new Error('No PostgreSQL was started for this run.');
  const name = `t_${ulid().toLowerCase()}`;
  const client = new pg.Client({ connectionString: `${base}/postgres` });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return `${base}/${name}`;
}
