SELECT +t0.owner, COUNT(CASE WHEN t0."f_stage" = @p0 THEN 1 END), COUNT(*)
FROM "r_opportunity" t0
WHERE t0.deleted_at IS NULL
GROUP BY 1
ORDER BY CAST(COUNT(CASE WHEN t0."f_stage" = @p0 THEN 1 END) AS REAL) * 1000000.0 / NULLIF(COUNT(*), 0) DESC NULLS LAST, 1 ASC NULLS LAST
LIMIT @p1;
-- @p0 = won
-- @p1 = 11

-- totals
SELECT COUNT(CASE WHEN t0."f_stage" = @p0 THEN 1 END), COUNT(*)
FROM "r_opportunity" t0
WHERE t0.deleted_at IS NULL;
-- @p0 = won
