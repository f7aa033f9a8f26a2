SELECT +t1."f_industry", COUNT(*)
FROM "r_opportunity" t0 LEFT JOIN "r_account" t1 ON t1.id = t0."f_account" AND t1.deleted_at IS NULL AND (t1.owner = @p0)
WHERE t0.deleted_at IS NULL
GROUP BY 1
ORDER BY 2 DESC NULLS LAST, 1 ASC NULLS LAST
LIMIT @p1;
-- @p0 = 3
-- @p1 = 1001

-- totals
SELECT COUNT(*)
FROM "r_opportunity" t0
WHERE t0.deleted_at IS NULL;
