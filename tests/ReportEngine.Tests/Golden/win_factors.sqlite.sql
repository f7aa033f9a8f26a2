SELECT +t1.value, COUNT(*)
FROM "r_opportunity" t0 LEFT JOIN "l_opportunity_f_win_factors" t1 ON t1.record_id = t0.id
WHERE t0.deleted_at IS NULL AND (t0.owner IN (SELECT user_id FROM sys_reporting_line WHERE manager_id = @p0) OR EXISTS (SELECT 1 FROM "l_opportunity_f_collaborators" c WHERE c.record_id = t0.id AND c.value = @p0) OR t0.owner = @p0) AND (t0."f_stage" IS NULL OR NOT t0."f_stage" IN (@p1, @p2, @p3, @p4, @p5))
GROUP BY 1
ORDER BY 2 DESC NULLS LAST, 1 ASC NULLS LAST
LIMIT @p6;
-- @p0 = 3
-- @p1 = contact
-- @p2 = needs
-- @p3 = proposal
-- @p4 = negotiation
-- @p5 = contract
-- @p6 = 1001

-- totals
SELECT COUNT(*)
FROM "r_opportunity" t0
WHERE t0.deleted_at IS NULL AND (t0.owner IN (SELECT user_id FROM sys_reporting_line WHERE manager_id = @p0) OR EXISTS (SELECT 1 FROM "l_opportunity_f_collaborators" c WHERE c.record_id = t0.id AND c.value = @p0) OR t0.owner = @p0) AND (t0."f_stage" IS NULL OR NOT t0."f_stage" IN (@p1, @p2, @p3, @p4, @p5));
-- @p0 = 3
-- @p1 = contact
-- @p2 = needs
-- @p3 = proposal
-- @p4 = negotiation
-- @p5 = contract
