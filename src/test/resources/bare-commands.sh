#!/bin/bash
# What cannot be left out, one command after the other, with no waiting and no check but the first good answer.
set -euo pipefail
pm2 stop easy-erp easy-erp-worker
git reset --hard "$RELEASE"
if [ "$INSTALL" = yes ]; then npm ci --prefer-offline --no-audit --no-fund; fi
node_modules/.bin/prisma generate
pm2 start easy-erp easy-erp-worker
until curl -fs "$HEALTH_URL" > /dev/null; do sleep 0.02; done
