SELECT (substr(t0."f_closed_on", 1, 7) || '-01'), SUM(t0."f_amount"), COUNT(*), COUNT(*) - COUNT(t0."f_amount")
FROM "r_opportunity" t0
WHERE t0.deleted_at IS NULL AND (t0."f_stage" IN (@p0) AND (t0."f_closed_on" >= @p1 AND t0."f_closed_on" < @p2))
GROUP BY substr(t0."f_closed_on", 1, 7)
ORDER BY 1 ASC NULLS LAST, 2 DESC NULLS LAST
LIMIT @p3;
-- @p0 = won
-- @p1 = 2017-01-01
-- @p2 = 2018-01-01
-- @p3 = 1001

-- totals
SELECT SUM(t0."f_amount"), COUNT(*), COUNT(*) - COUNT(t0."f_amount")
FROM "r_opportunity" t0
WHERE t0.deleted_at IS NULL AND (t0."f_stage" IN (@p0) AND (t0."f_closed_on" >= @p1 AND t0."f_closed_on" < @p2));
-- @p0 = won
-- @p1 = 2017-01-01
-- @p2 = 2018-01-01
