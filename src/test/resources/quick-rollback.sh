#!/bin/bash
# The plan's own level-1 script, word for word but for the port, the log file's place and the texts printed.
set -euo pipefail
read -p "reason: " rollback_reason
echo "$(date '+%Y-%m-%d %H:%M:%S') - quick rollback, reason: $rollback_reason" >> "$ROLLBACK_LOG"
pm2 stop easy-erp
git reset --hard HEAD~1
npx prisma generate
pm2 start easy-erp
sleep 10
if curl -f "$HEALTH_URL" > /dev/null 2>&1; then
    echo "$(date '+%Y-%m-%d %H:%M:%S') - quick rollback succeeded" >> "$ROLLBACK_LOG"
else
    echo "$(date '+%Y-%m-%d %H:%M:%S') - quick rollback failed" >> "$ROLLBACK_LOG"
    exit 1
fi
