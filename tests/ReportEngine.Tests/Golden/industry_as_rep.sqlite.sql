SELECT +t1."f_industry", COUNT(*)
FROM "r_opportunity" t0 LEFT JOIN "r_account" t1 ON t1.id = t0."f_account" AND t1.deleted_at IS NULL
WHERE t0.deleted_at IS NULL AND (EXISTS (SELECT 1 FROM "l_opportunity_f_collaborators" c WHERE c.record_id = t0.id AND c.value = @p0) OR t0.owner = @p0)
GROUP BY 1
ORDER BY 2 DESC NULLS LAST, 1 ASC NULLS LAST
LIMIT @p1;
-- @p0 = 3
-- @p1 = 1001

-- totals
SELECT COUNT(*)
FROM "r_opportunity" t0
WHERE t0.deleted_at IS NULL AND (EXISTS (SELECT 1 FROM "l_opportunity_f_collaborators" c WHERE c.record_id = t0.id AND c.value = @p0) OR t0.owner = @p0);
-- @p0 = 3
