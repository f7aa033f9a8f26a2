SELECT (SELECT t1."to" FROM sys_stage_visit t1 WHERE t1.form = @p0 AND t1.record_id = t0.id AND t1.field = @p1 AND NOT t1.skipped ORDER BY t1.id DESC LIMIT 1 OFFSET 1), COUNT(*)
FROM "r_opportunity" t0
WHERE t0.deleted_at IS NULL AND (EXISTS (SELECT 1 FROM "l_opportunity_f_collaborators" c WHERE c.record_id = t0.id AND c.value = @p2) OR t0.owner = @p2) AND t0."f_stage" IN (@p3)
GROUP BY 1
ORDER BY MIN(CASE (SELECT t1."to" FROM sys_stage_visit t1 WHERE t1.form = @p0 AND t1.record_id = t0.id AND t1.field = @p1 AND NOT t1.skipped ORDER BY t1.id DESC LIMIT 1 OFFSET 1) WHEN @p4 THEN 0 WHEN @p5 THEN 1 WHEN @p6 THEN 2 WHEN @p7 THEN 3 WHEN @p8 THEN 4 WHEN @p9 THEN 5 WHEN @p10 THEN 6 END) ASC NULLS LAST, 1 ASC NULLS LAST
LIMIT @p11;
-- @p0 = opportunity
-- @p1 = stage
-- @p2 = 3
-- @p3 = lost
-- @p4 = contact
-- @p5 = needs
-- @p6 = proposal
-- @p7 = negotiation
-- @p8 = contract
-- @p9 = won
-- @p10 = lost
-- @p11 = 1001

-- totals
SELECT COUNT(*)
FROM "r_opportunity" t0
WHERE t0.deleted_at IS NULL AND (EXISTS (SELECT 1 FROM "l_opportunity_f_collaborators" c WHERE c.record_id = t0.id AND c.value = @p0) OR t0.owner = @p0) AND t0."f_stage" IN (@p1);
-- @p0 = 3
-- @p1 = lost
