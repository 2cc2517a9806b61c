const { Router } = require('express');
const database = require('../database');
const { placeOrder, removeOrder } = require('../orders');

const router = Router();

router.get('/', async (request, response) => {
  const orders = await database.order.findMany({
    include: { customer: true, lines: { include: { product: true } }, invoice: true },
    orderBy: { id: 'asc' },
  });
  response.json(orders);
});

// {"customer": "Ada", "lines": [{"sku": "BOLT-8", "quantity": 20, "unitPrice": "0.15"}]}
router.post('/', async (request, response) => {
  const { customer, lines } = request.body ?? {};
  if (!customer || !Array.isArray(lines) || lines.length === 0) {
    return response.status(400).json({ error: 'an order needs a customer and at least one line' });
  }
  const order = await database.$transaction((transaction) => placeOrder(transaction, customer, lines));
  response.status(201).json(order);
});

// Does what customers do, end to end, and leaves nothing behind.
router.post('/check', async (request, response) => {
  const total = await database.$transaction(async (transaction) => {
    const order = await placeOrder(transaction, 'business check', [
      { sku: 'BUSINESS-CHECK', quantity: 2, unitPrice: '10.50' },
    ]);
    const found = await transaction.order.findUniqueOrThrow({ where: { id: order.id } });
    await removeOrder(transaction, order);
    return found.total.toFixed(2);
  });
  if (total !== '21.00') throw new Error(`the order's total should be 21.00 but is ${total}`);
  response.json({ business: 'works' });
});

module.exports = router;
