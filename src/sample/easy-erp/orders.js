/** Places an order; `database` is a transaction, so that an order and its stock movements come or go together. */
async function placeOrder(database, customer, lines) {
  const buyer = await database.customer.upsert({
    where: { name: customer },
    create: { name: customer },
    update: {},
  });
  const total = lines.reduce((sum, line) => sum + line.quantity * Number(line.unitPrice), 0);
  const order = await database.order.create({
    data: { customerId: buyer.id, total: total.toFixed(2) },
  });
  for (const { sku, quantity, unitPrice } of lines) {
    const product = await database.product.upsert({
      where: { sku },
      create: { sku, unitPrice },
      update: {},
    });
    await database.orderLine.create({
      data: { orderId: order.id, productId: product.id, quantity, unitPrice },
    });
    await database.stockMovement.create({
      data: { productId: product.id, orderId: order.id, quantity: -quantity },
    });
  }
  return database.order.findUniqueOrThrow({ where: { id: order.id }, include: { lines: true } });
}

/** Removes an order with its lines, and its customer and products where nothing else refers to them. */
async function removeOrder(database, order) {
  await database.stockMovement.deleteMany({ where: { orderId: order.id } });
  await database.orderLine.deleteMany({ where: { orderId: order.id } });
  await database.order.delete({ where: { id: order.id } });
  await database.product.deleteMany({
    where: { id: { in: order.lines.map((line) => line.productId) }, lines: { none: {} } },
  });
  await database.customer.deleteMany({ where: { id: order.customerId, orders: { none: {} } } });
}

module.exports = { placeOrder, removeOrder };
