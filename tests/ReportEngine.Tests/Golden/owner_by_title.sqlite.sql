SELECT +t0.owner, SUM(t0."f_amount"), COUNT(t0."f_amount"), COUNT(*) - COUNT(t0."f_amount")
FROM "r_opportunity" t0 LEFT JOIN "r_user" t1 ON t1.id = t0."owner"
WHERE t0.deleted_at IS NULL
GROUP BY 1
HAVING CAST(SUM(t0."f_amount") AS REAL) * 10000.0 / NULLIF(COUNT(t0."f_amount"), 0) > @p0
ORDER BY MIN(t1."f_name") COLLATE pinyin ASC NULLS LAST, 1 ASC NULLS LAST
LIMIT @p1;
-- @p0 = 1000000000
-- @p1 = 1001

-- totals
SELECT SUM(t0."f_amount"), COUNT(t0."f_amount"), COUNT(*) - COUNT(t0."f_amount")
FROM "r_opportunity" t0
WHERE t0.deleted_at IS NULL;
