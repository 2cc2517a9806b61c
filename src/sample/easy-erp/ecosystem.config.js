// pm2 keeps both processes running: pm2 start ecosystem.config.js
const process = (name, script) => ({
  name,
  script,
  cwd: __dirname,
  kill_timeout: 3000,
  // A release that cannot start is given up after a few seconds, not after minutes.
  max_restarts: 4,
  min_uptime: 2000,
});

module.exports = {
  apps: [process('easy-erp', 'server.js'), process('easy-erp-worker', 'worker.js')],
};
