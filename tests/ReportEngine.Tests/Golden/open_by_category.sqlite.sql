SELECT +t1."f_team", +CASE t0."f_stage" WHEN @p0 THEN @p1 WHEN @p2 THEN @p3 WHEN @p4 THEN @p5 WHEN @p6 THEN @p7 WHEN @p8 THEN @p9 WHEN @p10 THEN @p11 WHEN @p12 THEN @p13 END, (substr(t0."f_expected_close", 1, 7) || '-01'), SUM(t0."f_weighted"), SUM(CASE WHEN t0."f_expected_close" < @p14 THEN t0."f_weighted" END), COUNT(*) - COUNT(t0."f_weighted"), COUNT(CASE WHEN t0."f_expected_close" < @p14 THEN 1 END) - COUNT(CASE WHEN t0."f_expected_close" < @p14 THEN t0."f_weighted" END)
FROM "r_opportunity" t0 LEFT JOIN "r_user" t1 ON t1.id = t0."owner"
WHERE t0.deleted_at IS NULL AND (EXISTS (SELECT 1 FROM "l_opportunity_f_collaborators" c WHERE c.record_id = t0.id AND c.value = @p15) OR t0.owner = @p15) AND t0."f_stage" IN (@p16, @p17, @p18, @p19, @p20)
GROUP BY 1, 2, substr(t0."f_expected_close", 1, 7)
ORDER BY 3 ASC NULLS LAST, 4 DESC NULLS LAST, 1 ASC NULLS LAST, 2 ASC NULLS LAST
LIMIT @p21;
-- @p0 = contact
-- @p1 = pipeline
-- @p2 = needs
-- @p3 = pipeline
-- @p4 = proposal
-- @p5 = best_case
-- @p6 = negotiation
-- @p7 = commit
-- @p8 = contract
-- @p9 = commit
-- @p10 = won
-- @p11 = closed
-- @p12 = lost
-- @p13 = omitted
-- @p14 = 2018-01-10
-- @p15 = 3
-- @p16 = contact
-- @p17 = needs
-- @p18 = proposal
-- @p19 = negotiation
-- @p20 = contract
-- @p21 = 1001

-- totals
SELECT SUM(t0."f_weighted"), SUM(CASE WHEN t0."f_expected_close" < @p0 THEN t0."f_weighted" END), COUNT(*) - COUNT(t0."f_weighted"), COUNT(CASE WHEN t0."f_expected_close" < @p0 THEN 1 END) - COUNT(CASE WHEN t0."f_expected_close" < @p0 THEN t0."f_weighted" END)
FROM "r_opportunity" t0
WHERE t0.deleted_at IS NULL AND (EXISTS (SELECT 1 FROM "l_opportunity_f_collaborators" c WHERE c.record_id = t0.id AND c.value = @p1) OR t0.owner = @p1) AND t0."f_stage" IN (@p2, @p3, @p4, @p5, @p6);
-- @p0 = 2018-01-10
-- @p1 = 3
-- @p2 = contact
-- @p3 = needs
-- @p4 = proposal
-- @p5 = negotiation
-- @p6 = contract
