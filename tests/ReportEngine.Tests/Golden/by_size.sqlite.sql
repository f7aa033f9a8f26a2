SELECT CASE WHEN t0."f_amount" IS NULL THEN NULL WHEN t0."f_amount" < @p0 THEN 0 WHEN t0."f_amount" < @p1 THEN 1 ELSE 2 END, CASE WHEN t0."f_cycle_days" IS NULL THEN NULL WHEN t0."f_cycle_days" < @p2 THEN 0 ELSE 1 END, COUNT(*), SUM(t0."f_amount"), COUNT(*) - COUNT(t0."f_amount")
FROM "r_opportunity" t0
WHERE t0.deleted_at IS NULL AND (t0.owner IN (SELECT user_id FROM sys_reporting_line WHERE manager_id = @p3) OR EXISTS (SELECT 1 FROM "l_opportunity_f_collaborators" c WHERE c.record_id = t0.id AND c.value = @p3) OR t0.owner = @p3)
GROUP BY 1, 2
ORDER BY 1 ASC NULLS LAST, 2 ASC NULLS LAST
LIMIT @p4;
-- @p0 = 100000
-- @p1 = 500050
-- @p2 = 30
-- @p3 = 3
-- @p4 = 1001

-- totals
SELECT COUNT(*), SUM(t0."f_amount"), COUNT(*) - COUNT(t0."f_amount")
FROM "r_opportunity" t0
WHERE t0.deleted_at IS NULL AND (t0.owner IN (SELECT user_id FROM sys_reporting_line WHERE manager_id = @p0) OR EXISTS (SELECT 1 FROM "l_opportunity_f_collaborators" c WHERE c.record_id = t0.id AND c.value = @p0) OR t0.owner = @p0);
-- @p0 = 3
