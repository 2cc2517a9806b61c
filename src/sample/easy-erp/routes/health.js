const { Router } = require('express');
const { setTimeout: wait } = require('timers/promises');
const database = require('../database');

// Read once: the version that runs, not the one that lies on the disk meanwhile.
const { version } = require('../package.json');

const DATABASE_MUST_ANSWER_WITHIN_MS = 2000;

const router = Router();

router.get('/', async (request, response) => {
  try {
    await Promise.race([database.$queryRaw`SELECT 1`, timeLimit()]);
    response.json({ status: 'ok', version });
  } catch (error) {
    response.status(503).json({ status: 'database unavailable', version, reason: error.message });
  }
});

async function timeLimit() {
  await wait(DATABASE_MUST_ANSWER_WITHIN_MS, null, { ref: false });
  throw new Error(`the database did not answer within ${DATABASE_MUST_ANSWER_WITHIN_MS} ms`);
}

module.exports = router;
