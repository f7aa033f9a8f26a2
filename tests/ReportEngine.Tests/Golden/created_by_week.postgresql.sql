SELECT date_trunc('week', (t0.created_at AT TIME ZONE @p0)::date::timestamp)::date, COUNT(*)
FROM "r_opportunity" t0
WHERE t0.deleted_at IS NULL AND (t0.created_at >= @p1 AND t0.created_at < @p2)
GROUP BY 1
ORDER BY 1 ASC NULLS LAST, 2 DESC NULLS LAST
LIMIT @p3;
-- @p0 = Europe/Berlin
-- @p1 = 2017-12-17T23:00:00.0000000+00:00
-- @p2 = 2018-01-14T23:00:00.0000000+00:00
-- @p3 = 1001

-- totals
SELECT COUNT(*)
FROM "r_opportunity" t0
WHERE t0.deleted_at IS NULL AND (t0.created_at >= @p0 AND t0.created_at < @p1);
-- @p0 = 2017-12-17T23:00:00.0000000+00:00
-- @p1 = 2018-01-14T23:00:00.0000000+00:00
