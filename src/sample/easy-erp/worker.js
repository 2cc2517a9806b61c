const { setTimeout: wait } = require('timers/promises');
const database = require('./database');

const DUE_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

const stop = new AbortController();
process.on('SIGINT', () => stop.abort());

async function invoiceOpenOrders() {
  const orders = await database.order.findMany({ where: { status: 'OPEN' } });
  for (const order of orders) {
    const dueAt = new Date(Date.now() + DUE_DAYS * DAY_MS);
    await database.$transaction([
      database.invoice.create({ data: { orderId: order.id, amount: order.total, dueAt } }),
      database.order.update({ where: { id: order.id }, data: { status: 'INVOICED' } }),
    ]);
    console.log(`order ${order.id} invoiced`);
  }
}

async function run() {
  while (!stop.signal.aborted) {
    // A database that is down for a while must not end the worker: it tries again.
    await invoiceOpenOrders().catch((error) => console.error(error.message));
    await wait(1000, null, { signal: stop.signal }).catch(() => {});
  }
  await database.$disconnect();
  process.exit(0);
}

run();
