require('dotenv').config({ path: `${__dirname}/.env`, quiet: true });

const { PrismaClient } = require('@prisma/client');
const { PrismaMariaDb } = require('@prisma/adapter-mariadb');

const url = new URL(process.env.DATABASE_URL);

const adapter = new PrismaMariaDb({
  host: url.hostname,
  port: Number(url.port || 3306),
  user: decodeURIComponent(url.username),
  password: decodeURIComponent(url.password),
  database: url.pathname.slice(1),
  connectionLimit: 5,
  // MySQL 8 and later ask for it where the connection is not encrypted.
  allowPublicKeyRetrieval: true,
});

module.exports = new PrismaClient({ adapter });
