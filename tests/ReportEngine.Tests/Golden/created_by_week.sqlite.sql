SELECT date(nc_local_day(t0.created_at, @p0), 'weekday 0', '-6 days'), COUNT(*)
FROM "r_opportunity" t0
WHERE t0.deleted_at IS NULL AND (t0.created_at >= @p1 AND t0.created_at < @p2)
GROUP BY 1
ORDER BY 1 ASC NULLS LAST, 2 DESC NULLS LAST
LIMIT @p3;
-- @p0 = Europe/Berlin
-- @p1 = 1513551600000
-- @p2 = 1515970800000
-- @p3 = 1001

-- totals
SELECT COUNT(*)
FROM "r_opportunity" t0
WHERE t0.deleted_at IS NULL AND (t0.created_at >= @p0 AND t0.created_at < @p1);
-- @p0 = 1513551600000
-- @p1 = 1515970800000
