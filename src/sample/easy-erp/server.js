const express = require('express');
const helmet = require('helmet');
const database = require('./database');

const app = express();
app.use(helmet());
app.use(express.json());
app.use('/api/health', require('./routes/health'));
app.use('/api/orders', require('./routes/orders'));
app.use('/api/invoices', require('./routes/invoices'));

app.use((error, request, response, next) => {
  if (response.headersSent) return next(error);
  console.error(error);
  response.status(error.status || 500).json({ error: error.message });
});

const server = app.listen(Number(process.env.PORT), '127.0.0.1', (error) => {
  if (error) throw error;
  console.log(`easy-erp listens on port ${process.env.PORT}`);
});

process.on('SIGINT', () => {
  server.close(async () => {
    await database.$disconnect();
    process.exit(0);
  });
});
