SELECT t1.owner, t3."f_team", SUM(t0."f_amount"), COUNT(*) - COUNT(t0."f_amount")
FROM "r_opportunity" t0 LEFT JOIN LATERAL (SELECT t2.* FROM sys_stage_visit t2 WHERE t2.form = @p0 AND t2.record_id = t0.id AND t2.field = @p1 ORDER BY t2.id DESC LIMIT 1) t1 ON TRUE LEFT JOIN "r_user" t3 ON t3.id = COALESCE(t1.owner, 0)
WHERE t0.deleted_at IS NULL AND (EXISTS (SELECT 1 FROM "l_opportunity_f_collaborators" c WHERE c.record_id = t0.id AND c.value = @p2) OR t0.owner = @p2) AND t3."f_name" IS NOT NULL
GROUP BY 1, 2
ORDER BY 3 DESC NULLS LAST, 1 ASC NULLS LAST, 2 ASC NULLS LAST
LIMIT @p3;
-- @p0 = opportunity
-- @p1 = stage
-- @p2 = 3
-- @p3 = 1001

-- totals
SELECT SUM(t0."f_amount"), COUNT(*) - COUNT(t0."f_amount")
FROM "r_opportunity" t0 LEFT JOIN LATERAL (SELECT t2.* FROM sys_stage_visit t2 WHERE t2.form = @p1 AND t2.record_id = t0.id AND t2.field = @p2 ORDER BY t2.id DESC LIMIT 1) t1 ON TRUE LEFT JOIN "r_user" t3 ON t3.id = COALESCE(t1.owner, 0)
WHERE t0.deleted_at IS NULL AND (EXISTS (SELECT 1 FROM "l_opportunity_f_collaborators" c WHERE c.record_id = t0.id AND c.value = @p0) OR t0.owner = @p0) AND t3."f_name" IS NOT NULL;
-- @p0 = 3
-- @p1 = opportunity
-- @p2 = stage
