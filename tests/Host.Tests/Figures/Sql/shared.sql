-- Pieces that the queries have in common. {piece a; b} stands for its text with $1 and $2 replaced; a piece may differ by role
-- (.admin .manager .rep), by database (.sqlite .postgresql) or by what is chosen in a dashboard's filter bar. {o.amount} is the column of
-- a field: o opportunity, u and b user, m team, p product, n account, k contact, a activity, t to-do, c case, g target.

-- The stages of the sales pipeline that are open, and the order of all.
--# open
('contact', 'needs', 'proposal', 'negotiation', 'contract')

--# rank
CASE $1 WHEN 'contact' THEN 1 WHEN 'needs' THEN 2 WHEN 'proposal' THEN 3 WHEN 'negotiation' THEN 4 WHEN 'contract' THEN 5 WHEN 'won' THEN 6 WHEN 'lost' THEN 7 END

-- Money in whole cents: SQLite keeps it so, PostgreSQL as numeric.
--# cents.sqlite
$1

--# cents.postgresql
($1 * 100)

-- Expected amount times probability, in whole cents, halves rounded up.
--# weighted_cents.sqlite
(({o.amount} * {o.probability} + 50) / 100)

--# weighted_cents.postgresql
ROUND({o.amount} * {o.probability})

-- The first day of the month of a day.
--# month.sqlite
(substr($1, 1, 7) || '-01')

--# month.postgresql
CAST(date_trunc('month', $1) AS date)

-- Days from one day to another.
--# whole_days.sqlite
CAST(julianday($2) - julianday($1) AS INTEGER)

--# whole_days.postgresql
($2 - $1)

-- Whole days of 24 hours since an instant.
--# days_since.sqlite
(MAX({now} - $1, 0) / 86400000)

--# days_since.postgresql
FLOOR(GREATEST(EXTRACT(EPOCH FROM {now} - $1), 0) / 86400)

-- Since the last entry of its stage history.
--# stage_days
{days_since COALESCE((SELECT v.at FROM sys_stage_visit v WHERE v.form = 'opportunity' AND v.field = 'stage' AND v.record_id = o.id ORDER BY v.id DESC LIMIT 1), o.created_at)}

-- What is chosen in the filter bar of a dashboard; $1 is the day that its period means.
--# chosen.everything
TRUE

--# chosen_always.everything
TRUE

--# chosen.period_of_a_team
$1 >= '2025-07-15' AND $1 <= '2026-04-01' AND {chosen_always}

--# chosen_always.period_of_a_team
o.owner IN (SELECT u.id FROM r_user u WHERE {u.team} = {team})

--# chosen.product
{chosen_always}

--# chosen_always.product
{o.product} = {product}

-- Who sees which rows, as the documents of the roles say it: conditions that the queries refer to as {visible}, {visible_task} and {visible_target}.

-- Everything.
--# sees.admin
TRUE

-- What is one's own, what belongs to anyone below in the lines of reporting, and what one collaborates on.
--# sees.manager
(o.owner IN (WITH RECURSIVE below(id) AS (SELECT CAST({me} AS bigint) UNION SELECT b.id FROM r_user b JOIN below ON {b.manager} = below.id) SELECT id FROM below)
    OR EXISTS (SELECT 1 FROM {links o.collaborators} w WHERE w.record_id = o.id AND w.value = {me}))

-- What is one's own and what one collaborates on.
--# sees.rep
(o.owner = {me} OR EXISTS (SELECT 1 FROM {links o.collaborators} w WHERE w.record_id = o.id AND w.value = {me}))

-- But for the recycle bin.
--# visible
o.deleted_at IS NULL AND {sees}

-- To-dos go with the record that they are about; a free one is its owner's. The administrator sees all.
--# visible_task.admin
t.deleted_at IS NULL

--# visible_task.manager
t.deleted_at IS NULL AND ({t.record} IS NULL
    OR {t.record.form} = 'account' AND EXISTS (SELECT 1 FROM r_account n WHERE n.id = {t.record} AND n.deleted_at IS NULL)
    OR {t.record.form} = 'contact' AND EXISTS (SELECT 1 FROM r_contact k WHERE k.id = {t.record} AND k.deleted_at IS NULL)
    OR {t.record.form} = 'opportunity' AND EXISTS (SELECT 1 FROM r_opportunity o WHERE o.id = {t.record} AND {visible}))

--# visible_task.rep
t.deleted_at IS NULL AND ({t.record} IS NULL
    OR {t.record.form} = 'account' AND EXISTS (SELECT 1 FROM r_account n WHERE n.id = {t.record} AND n.deleted_at IS NULL)
    OR {t.record.form} = 'contact' AND EXISTS (SELECT 1 FROM r_contact k WHERE k.id = {t.record} AND k.deleted_at IS NULL)
    OR {t.record.form} = 'opportunity' AND EXISTS (SELECT 1 FROM r_opportunity o WHERE o.id = {t.record} AND {visible}))

--# visible_target.admin
g.deleted_at IS NULL

--# visible_target.manager
g.deleted_at IS NULL AND g.owner IN (WITH RECURSIVE below(id) AS (SELECT CAST({me} AS bigint) UNION SELECT b.id FROM r_user b JOIN below ON {b.manager} = below.id) SELECT id FROM below)

--# visible_target.rep
g.deleted_at IS NULL AND g.owner = {me}
