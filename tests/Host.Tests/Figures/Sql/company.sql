-- What the company must hold so that its figures prove something; each is easily counted wrong.

--# company
SELECT
    (SELECT COUNT(*) FROM r_opportunity o JOIN sys_stage_visit v ON v.id = (SELECT MAX(l.id) FROM sys_stage_visit l WHERE l.form = 'opportunity' AND l.field = 'stage' AND l.record_id = o.id)
     WHERE {visible} AND {o.stage} = 'won' AND v.owner <> o.owner) AS handed_over_after_it_was_won,
    (SELECT COUNT(*) FROM r_opportunity o WHERE o.deleted_at IS NOT NULL) AS in_the_recycle_bin,
    (SELECT COUNT(DISTINCT o.id) FROM r_opportunity o JOIN sys_stage_visit v ON v.form = 'opportunity' AND v.record_id = o.id WHERE {visible} AND v.cycle > 1) AS reopened,
    (SELECT COUNT(*) FROM sys_stage_visit v WHERE v.skipped) AS stages_passed_over,
    (SELECT COUNT(*) FROM r_opportunity o WHERE {visible} AND {o.amount} IS NULL) AS without_amount,
    (SELECT COUNT(*) FROM r_opportunity o WHERE {visible} AND {o.product} IS NULL) AS without_product,
    (SELECT COUNT(*) FROM r_opportunity o WHERE {visible} AND {o.stage} = 'won' AND NOT EXISTS (SELECT 1 FROM {links o.win_factors} f WHERE f.record_id = o.id)) AS won_without_a_factor,
    (SELECT COUNT(*) FROM r_opportunity o WHERE {visible} AND {o.stage} = 'won' AND (SELECT COUNT(*) FROM {links o.win_factors} f WHERE f.record_id = o.id) > 1) AS won_by_several_factors,
    (SELECT COUNT(*) FROM r_opportunity o WHERE EXISTS (SELECT 1 FROM {links o.collaborators} w WHERE w.record_id = o.id AND w.value <> o.owner)) AS shared,
    (SELECT COUNT(*) FROM r_case c WHERE c.deleted_at IS NOT NULL) AS cases_thrown_away,
    (SELECT COUNT(*) FROM r_task t WHERE {t.waived_reason} IS NOT NULL) AS to_dos_waived,
    (SELECT COUNT(*) FROM r_user u WHERE {u.team} IS NULL) AS people_without_a_team,
    (SELECT COUNT(*) FROM sys_stage_visit v WHERE v.via <> 'import' AND v.at >= {a_week_ago} AND v."to" = 'won') AS won_this_week,
    (SELECT COUNT(*) FROM sys_stage_visit v WHERE v.via <> 'import' AND v.at >= {a_week_ago} AND v."to" = 'lost') AS lost_this_week
