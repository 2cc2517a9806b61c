#!/bin/bash
# The plan's own level-2 script, word for word but for the port, the migration's name, the files' places and the texts
# printed; its way of reading DATABASE_URL would not survive the sample's password, so the parts are given.
set -euo pipefail
read -p "reason: " rollback_reason
echo "$(date '+%Y-%m-%d %H:%M:%S') - migration rollback, reason: $rollback_reason" >> "$ROLLBACK_LOG"
pm2 stop easy-erp
mysql() { "$MYSQL" -h "$DB_HOST" -P "$DB_PORT" -u "$DB_USER" -p"$DB_PASS" "$DB_NAME" "$@"; }
mysql -e "SELECT * FROM _prisma_migrations;" > "$ROLLBACK_LOG.migrations.sql"
mysql -e "DELETE FROM _prisma_migrations WHERE migration_name = '$MIGRATION';"
npx prisma migrate resolve --rolled-back "$MIGRATION"
npx prisma migrate status
npx prisma generate
pm2 start easy-erp
sleep 15
if curl -f "$HEALTH_URL" > /dev/null 2>&1; then
    echo "$(date '+%Y-%m-%d %H:%M:%S') - migration rollback succeeded" >> "$ROLLBACK_LOG"
else
    echo "$(date '+%Y-%m-%d %H:%M:%S') - migration rollback failed" >> "$ROLLBACK_LOG"
    exit 1
fi
