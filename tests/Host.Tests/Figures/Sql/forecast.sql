-- The forecast: its table, its attainment and what has changed.

-- By what it is split, and who is credited with what is won.
--# split.owner
o.owner

--# split.team
(SELECT {u.team} FROM r_user u WHERE u.id = o.owner)

--# split.product
{o.product}

--# split.region
{o.region}

--# credit.owner
(SELECT v.owner FROM sys_stage_visit v WHERE v.form = 'opportunity' AND v.field = 'stage' AND v.record_id = o.id ORDER BY v.id DESC LIMIT 1)

--# credit.team
(SELECT {u.team} FROM r_user u JOIN sys_stage_visit v ON v.owner = u.id WHERE v.form = 'opportunity' AND v.field = 'stage' AND v.record_id = o.id ORDER BY v.id DESC LIMIT 1)

--# credit.product
{o.product}

--# credit.region
{o.region}

--# category
CASE {o.stage} WHEN 'contact' THEN 'pipeline' WHEN 'needs' THEN 'pipeline' WHEN 'proposal' THEN 'best_case' WHEN 'negotiation' THEN 'commit' WHEN 'contract' THEN 'commit' END

-- The months of a table: six, from one that lies behind and from one that lies ahead.
--# months_from.since_january
'2026-01-01'

--# months_until.since_january
'2026-07-01'

--# months_from.ahead
'2026-07-01'

--# months_until.ahead
'2027-01-01'

-- Each open one in one column.
--# forecast.sales.open
WITH open AS (
    SELECT {split} AS value, {category} AS category, {cents o.amount} AS cents, {weighted_cents} AS weighted,
           CASE WHEN {o.expected_close} IS NULL THEN 'none' WHEN {o.expected_close} < {today} THEN 'overdue' WHEN {o.expected_close} < {months_from} THEN 'earlier'
                WHEN {o.expected_close} >= {months_until} THEN 'later' ELSE CAST({month o.expected_close} AS text) END AS place
    FROM r_opportunity o
    WHERE {visible} AND {o.stage} IN {open})
SELECT value, place, category, COALESCE(SUM(weighted), 0) AS weighted_cents, COALESCE(SUM(cents), 0) AS amount_cents, COUNT(*) AS count, COUNT(*) - COUNT(cents) AS missing
FROM open
GROUP BY value, place, category

-- What was won in the months, by its day of closing, and what was won without a day.
--# forecast.sales.won
WITH won AS (
    SELECT {credit} AS value, {cents o.amount} AS cents, CASE WHEN {o.closed_on} IS NULL THEN 'none' ELSE CAST({month o.closed_on} AS text) END AS place
    FROM r_opportunity o
    WHERE {visible} AND {o.stage} = 'won' AND ({o.closed_on} IS NULL OR {o.closed_on} >= {months_from} AND {o.closed_on} < {months_until}))
SELECT value, place, COALESCE(SUM(cents), 0) AS amount_cents, COUNT(*) AS count
FROM won
GROUP BY value, place

-- Attainment of this quarter. A team's target names the team; one without a team is its owner's.
--# forecast.sales.target.team
SELECT {g.team} AS value, SUM({cents g.amount}) AS target_cents
FROM r_target g
WHERE {visible_target} AND {g.team} IS NOT NULL AND {g.starts_on} >= {quarter} AND {g.starts_on} < {next_quarter}
GROUP BY {g.team}

--# forecast.sales.target.owner
SELECT g.owner AS value, SUM({cents g.amount}) AS target_cents
FROM r_target g
WHERE {visible_target} AND {g.team} IS NULL AND g.owner IS NOT NULL AND {g.starts_on} >= {quarter} AND {g.starts_on} < {next_quarter}
GROUP BY g.owner

--# forecast.sales.credited
SELECT {credit} AS value, COALESCE(SUM({cents o.amount}), 0) AS amount_cents, COUNT(*) AS count
FROM r_opportunity o
WHERE {visible} AND {o.stage} = 'won' AND {o.closed_on} >= {quarter} AND {o.closed_on} < {next_quarter}
GROUP BY {credit}

--# forecast.sales.due
SELECT {split} AS value, {category} AS category, COALESCE(SUM({weighted_cents}), 0) AS weighted_cents, COALESCE(SUM({cents o.amount}), 0) AS amount_cents, COUNT(*) AS count,
       COUNT(*) - COUNT({o.amount}) AS missing
FROM r_opportunity o
WHERE {visible} AND {o.stage} IN {open} AND {o.expected_close} >= {quarter} AND {o.expected_close} < {next_quarter}
GROUP BY {split}, {category}

-- What the table held at a moment: noted down at each midnight of the company's last days.
--# forecast.state
SELECT o.id AS id, {o.stage} AS stage, COALESCE({cents o.amount}, 0) AS cents, COALESCE({weighted_cents}, 0) AS weighted, CAST({o.expected_close} AS text) AS due,
       o.owner AS owner, {o.product} AS product, {o.region} AS region
FROM r_opportunity o
WHERE o.deleted_at IS NULL

-- A record of a moment by the split, what stands behind its owner being that of today; its measure; whether a day is of the period.
--# key.owner
$1.owner

--# key.team
(SELECT {u.team} FROM r_user u WHERE u.id = $1.owner)

--# key.product
$1.product

--# key.region
$1.region

--# measure.amount
$1.cents

--# measure.weighted
$1.weighted

--# held.quarter
CASE WHEN $1 >= {quarter} AND $1 < {next_quarter} THEN 1 ELSE 0 END

--# held.all
1

-- {moments}: what was noted down. A record that is no longer open goes as it was at the last midnight at which it was; each step changes one thing.
--# movements
WITH moment(day, id, stage, cents, weighted, due, owner, product, region) AS MATERIALIZED (VALUES {moments}),
closing AS MATERIALIZED (
    SELECT o.id, CASE WHEN o.deleted_at IS NOT NULL THEN 'removed' WHEN {o.stage} IN {open} THEN 'open' ELSE {o.stage} END AS status,
           COALESCE({cents o.amount}, 0) AS cents, COALESCE({weighted_cents}, 0) AS weighted, CAST({o.expected_close} AS text) AS due,
           o.owner AS owner, {o.product} AS product, {o.region} AS region
    FROM r_opportunity o
    WHERE {sees}),
latest AS MATERIALIZED (
    SELECT c.id, {key c} AS key, {measure c} AS size, {held c.due} AS held FROM closing c WHERE c.status = 'open'
    UNION ALL
    SELECT m.id, {key m}, {measure m}, {held m.due}
    FROM moment m JOIN closing c ON c.id = m.id
    WHERE c.status <> 'open' AND m.stage IN {open} AND m.day = (SELECT MAX(x.day) FROM moment x WHERE x.id = m.id AND x.stage IN {open})),
record AS MATERIALIZED (
    SELECT l.id, c.status, l.key, l.size, l.held, m.stage AS was, {key m} AS key_then, {measure m} AS size_then,
           CASE WHEN m.stage IN {open} THEN {held m.due} ELSE 0 END AS held_then, CASE WHEN m.stage IN {open} THEN 1 ELSE 0 END AS open_then,
           EXISTS (SELECT 1 FROM moment x WHERE x.id = l.id AND x.stage IN {open} AND {held x.due} = 1 AND {key x} IS DISTINCT FROM {key m}) AS wandered
    FROM latest l JOIN closing c ON c.id = l.id LEFT JOIN moment m ON m.id = l.id AND m.day = {since}),
movement AS (
    SELECT id, 'opening' AS kind, key_then AS value, size_then AS cents FROM record WHERE held_then = 1
    UNION ALL SELECT id, CASE WHEN was IS NULL THEN 'new' ELSE 'reopened' END, key, size FROM record WHERE held = 1 AND open_then = 0
    UNION ALL SELECT id, CASE WHEN size > size_then THEN 'grown' ELSE 'shrunk' END, key_then, size - size_then FROM record WHERE held_then = 1 AND size <> size_then
    UNION ALL SELECT id, 'pulledIn', key_then, size FROM record WHERE open_then = 1 AND held_then = 0 AND held = 1
    UNION ALL SELECT id, 'pushed', key_then, -size FROM record WHERE held_then = 1 AND held = 0
    UNION ALL SELECT id, 'moved', key_then, -size FROM record WHERE open_then = 1 AND held = 1 AND key IS DISTINCT FROM key_then
    UNION ALL SELECT id, 'moved', key, size FROM record WHERE open_then = 1 AND held = 1 AND key IS DISTINCT FROM key_then
    UNION ALL SELECT id, 'moved', key_then, 0 FROM record WHERE held_then = 1 AND held = 1 AND key IS NOT DISTINCT FROM key_then AND wandered
    UNION ALL SELECT id, status, key, -size FROM record WHERE held = 1 AND status <> 'open'
    UNION ALL SELECT id, 'closing', key, size FROM record WHERE held = 1 AND status = 'open')

--# forecast.sales.changes
{movements}
SELECT kind, SUM(cents) AS amount_cents, COUNT(DISTINCT id) AS count FROM movement GROUP BY kind

--# forecast.sales.changes.rows
{movements}
SELECT value, kind, SUM(cents) AS amount_cents, COUNT(DISTINCT id) AS count FROM movement GROUP BY value, kind
