SELECT t0."f_stage", COUNT(DISTINCT t0."f_account")
FROM "r_opportunity" t0
WHERE t0.deleted_at IS NULL
GROUP BY 1
ORDER BY CASE t0."f_stage" WHEN @p0 THEN 0 WHEN @p1 THEN 1 WHEN @p2 THEN 2 WHEN @p3 THEN 3 WHEN @p4 THEN 4 WHEN @p5 THEN 5 WHEN @p6 THEN 6 END ASC NULLS LAST, 1 ASC NULLS LAST
LIMIT @p7;
-- @p0 = contact
-- @p1 = needs
-- @p2 = proposal
-- @p3 = negotiation
-- @p4 = contract
-- @p5 = won
-- @p6 = lost
-- @p7 = 1001

-- totals
SELECT COUNT(DISTINCT t0."f_account")
FROM "r_opportunity" t0
WHERE t0.deleted_at IS NULL;
