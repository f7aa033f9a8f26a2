SELECT t0.id, t0."f_name", t1."f_name", (SELECT group_concat(value, char(31)) FROM (SELECT value FROM "l_opportunity_f_win_factors" WHERE record_id = t0.id ORDER BY pos))
FROM "r_opportunity" t0 LEFT JOIN "r_account" t1 ON t1.id = t0."f_account" AND t1.deleted_at IS NULL
WHERE t0.deleted_at IS NULL
ORDER BY t1."f_name" COLLATE pinyin ASC NULLS LAST, t0.id ASC
LIMIT @p0;
-- @p0 = 21
