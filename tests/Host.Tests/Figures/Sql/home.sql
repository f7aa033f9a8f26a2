-- The home pages: a query per section or widget; one under the key of a home goes before the one for all homes.

-- One's own to-dos, due today or overdue, about nothing or about a record that one sees; next steps of one's own open opportunities.
--# home.todo
SELECT 'task' AS form, t.id AS id, {t.title} AS text, {t.due_on} AS due
FROM r_task t
WHERE {visible_task} AND t.owner = {me} AND NOT COALESCE({t.done}, FALSE) AND {t.waived_reason} IS NULL AND {t.due_on} <= {today}
UNION ALL
SELECT 'opportunity', o.id, COALESCE({o.next_step}, '#' || o.id), {o.next_step_on}
FROM r_opportunity o
WHERE {visible} AND o.owner = {me} AND {o.stage} IN {open} AND {o.next_step_on} <= {today}

-- Each record once for each kind, with the amount of now. History that was imported is no news.
--# home.changes
WITH news AS (
    SELECT DISTINCT o.id, {cents o.amount} AS cents,
           CASE WHEN v."to" = 'won' THEN 'won' WHEN v."to" = 'lost' THEN 'lost' WHEN v."from" IS NULL THEN 'new' ELSE 'moved' END AS kind
    FROM r_opportunity o
    JOIN sys_stage_visit v ON v.form = 'opportunity' AND v.field = 'stage' AND v.record_id = o.id
    WHERE {visible} AND v.via <> 'import' AND v.at >= {a_week_ago})
SELECT kind, COUNT(*) AS count, COALESCE(SUM(cents), 0) AS amount_cents
FROM news
GROUP BY kind

-- A record is stalled when it has been in its stage for more days than that stage allows for, unattended when it is 30 days old
-- and nobody has written an activity in the last 30.
--# home.attention
WITH open AS (
    SELECT o.id AS id, {cents o.amount} AS amount_cents, {stage_days} AS stage_days,
           CASE WHEN {o.expected_close} < {today} THEN 1 ELSE 0 END AS close_overdue,
           CASE WHEN {stage_days} > CASE {o.stage} WHEN 'contact' THEN 14 WHEN 'needs' THEN 21 WHEN 'proposal' THEN 21 WHEN 'negotiation' THEN 14 ELSE 10 END THEN 1 ELSE 0 END AS stalled,
           CASE WHEN {days_since o.created_at} >= 30 AND NOT EXISTS (
               SELECT 1 FROM r_activity a WHERE a.deleted_at IS NULL AND {a.record.form} = 'opportunity' AND {a.record} = o.id AND {a.happened_on} >= {today-30}) THEN 1 ELSE 0 END AS unattended
    FROM r_opportunity o
    WHERE {visible} AND {o.stage} IN {open})
SELECT * FROM open WHERE close_overdue + stalled + unattended > 0
ORDER BY amount_cents DESC NULLS LAST, id

--# rep_home.attention.1
WITH open AS (
    SELECT o.id AS id, {cents o.amount} AS amount_cents, {stage_days} AS stage_days,
           CASE WHEN {o.next_step} IS NULL THEN 1 ELSE 0 END AS no_next_step,
           CASE WHEN {o.expected_close} < {today} THEN 1 ELSE 0 END AS close_overdue,
           CASE WHEN {stage_days} > CASE {o.stage} WHEN 'contact' THEN 14 WHEN 'needs' THEN 21 WHEN 'proposal' THEN 21 WHEN 'negotiation' THEN 14 ELSE 10 END THEN 1 ELSE 0 END AS stalled,
           CASE WHEN {days_since o.created_at} >= 30 AND NOT EXISTS (
               SELECT 1 FROM r_activity a WHERE a.deleted_at IS NULL AND {a.record.form} = 'opportunity' AND {a.record} = o.id AND {a.happened_on} >= {today-30}) THEN 1 ELSE 0 END AS unattended
    FROM r_opportunity o
    WHERE {visible} AND o.owner = {me} AND {o.stage} IN {open})
SELECT * FROM open WHERE no_next_step + close_overdue + stalled + unattended > 0
ORDER BY amount_cents DESC NULLS LAST, id

--# rep_home.attention.2
SELECT o.id AS id, {cents o.amount} AS amount_cents, 1 AS to_review
FROM r_opportunity o
WHERE {visible} AND o.owner = {me} AND {o.stage} IN ('won', 'lost') AND {o.closed_on} >= {today-90} AND {o.closed_on} <= {today}
  AND NOT EXISTS (SELECT 1 FROM r_case c WHERE c.deleted_at IS NULL AND {c.opportunity} = o.id)
ORDER BY amount_cents DESC NULLS LAST, o.id

--# home.people
SELECT o.owner AS who, MIN({u.name}) AS who_label, COUNT(CASE WHEN {o.stage} IN {open} THEN 1 END) AS open,
       SUM(CASE WHEN {o.stage} IN {open} THEN {weighted_cents} END) AS weighted_cents,
       COUNT(CASE WHEN {o.stage} IN {open} AND {weighted_cents} IS NULL THEN 1 END) AS weighted_missing,
       SUM(CASE WHEN {o.stage} = 'won' AND {o.closed_on} >= {quarter} AND {o.closed_on} < {next_quarter} THEN {cents o.amount} END) AS won_cents,
       COUNT(CASE WHEN {o.stage} = 'won' AND {o.closed_on} >= {quarter} AND {o.closed_on} < {next_quarter} AND {o.amount} IS NULL THEN 1 END) AS won_missing,
       MAX(CASE WHEN {o.stage} IN {open} THEN (
           SELECT MAX({a.happened_on}) FROM r_activity a WHERE a.deleted_at IS NULL AND {a.record.form} = 'opportunity' AND {a.record} = o.id) END) AS last
FROM r_opportunity o
LEFT JOIN r_user u ON u.id = o.owner
WHERE {visible} AND ({o.stage} IN {open} OR {o.closed_on} >= {quarter} AND {o.closed_on} < {next_quarter})
GROUP BY o.owner
ORDER BY weighted_cents DESC NULLS LAST, who NULLS LAST

--# home.won_quarter
SELECT SUM({cents o.amount}) AS won_cents, COUNT(*) - COUNT({o.amount}) AS won_missing, COUNT(*) AS n
FROM r_opportunity o
WHERE {visible} AND o.owner = {me} AND {o.stage} = 'won' AND {o.closed_on} >= {quarter} AND {o.closed_on} < {next_quarter}

--# home.open_weighted
SELECT SUM({weighted_cents}) AS weighted_cents, COUNT(*) - COUNT({weighted_cents}) AS weighted_missing,
       SUM({cents o.amount}) AS amount_cents, COUNT(*) - COUNT({o.amount}) AS amount_missing, COUNT(*) AS n
FROM r_opportunity o
WHERE {visible} AND o.owner = {me} AND {o.stage} IN {open}
