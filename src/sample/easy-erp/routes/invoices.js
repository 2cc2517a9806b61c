const { Router } = require('express');
const database = require('../database');

const router = Router();

// {"amount": "3.00"}
router.post('/:id/payments', async (request, response) => {
  const invoiceId = Number(request.params.id);
  const { amount } = request.body ?? {};
  const invoice = await database.$transaction(async (transaction) => {
    await transaction.payment.create({ data: { invoiceId, amount } });
    const received = await transaction.payment.aggregate({ where: { invoiceId }, _sum: { amount: true } });
    const { amount: due } = await transaction.invoice.findUniqueOrThrow({ where: { id: invoiceId } });
    return transaction.invoice.update({
      where: { id: invoiceId },
      data: { paidAt: received._sum.amount.gte(due) ? new Date() : null },
      include: { payments: true },
    });
  });
  response.status(201).json(invoice);
});

module.exports = router;
