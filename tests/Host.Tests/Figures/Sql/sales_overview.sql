-- The sales overview, a query per widget.

--# sales_overview.range
SELECT MIN({o.closed_on}) AS first, MAX({o.closed_on}) AS last
FROM r_opportunity o
WHERE {visible}

--# sales_overview.won_total
SELECT SUM({cents o.amount}) AS won_cents, COUNT(*) - COUNT({o.amount}) AS won_missing, COUNT(*) AS n
FROM r_opportunity o
WHERE {visible} AND {o.stage} = 'won' AND {chosen o.closed_on}

--# sales_overview.win_rate
SELECT COUNT(CASE WHEN {o.stage} = 'won' THEN 1 END) AS rate_over, COUNT(*) AS rate_under,
       COUNT(CASE WHEN {o.stage} = 'won' THEN 1 END) AS wins, COUNT(*) AS closed
FROM r_opportunity o
WHERE {visible} AND {o.stage} IN ('won', 'lost') AND {chosen o.closed_on}

--# sales_overview.won_cycle
SELECT SUM({whole_days o.engaged_on; o.closed_on}) AS days_over, COUNT({whole_days o.engaged_on; o.closed_on}) AS days_under,
       COUNT(*) - COUNT({whole_days o.engaged_on; o.closed_on}) AS days_missing
FROM r_opportunity o
WHERE {visible} AND {o.stage} = 'won' AND {chosen o.closed_on}

--# sales_overview.open_pipeline
SELECT COUNT(*) AS n, SUM({weighted_cents}) AS weighted_cents, COUNT(*) - COUNT({weighted_cents}) AS weighted_missing
FROM r_opportunity o
WHERE {visible} AND {o.stage} IN {open} AND {chosen_always}

--# sales_overview.won_by_month
SELECT {month o.closed_on} AS month, SUM({cents o.amount}) AS won_cents, COUNT(*) - COUNT({o.amount}) AS won_missing, COUNT(*) AS n
FROM r_opportunity o
WHERE {visible} AND {o.stage} = 'won' AND {chosen o.closed_on}
GROUP BY {month o.closed_on}
ORDER BY month NULLS LAST

--# sales_overview.won_average
SELECT SUM({cents o.amount}) AS average_cents_over, COUNT({o.amount}) AS average_under, COUNT(*) - COUNT({o.amount}) AS average_missing, COUNT(*) AS n
FROM r_opportunity o
WHERE {visible} AND {o.stage} = 'won' AND {chosen o.closed_on}

-- Whoever owned it when it was won has won it, for the team in which they are today.
--# sales_overview.won_by_team
SELECT {u.team} AS team, MIN({m.name}) AS team_label, SUM({cents o.amount}) AS won_cents, COUNT(*) - COUNT({o.amount}) AS won_missing, COUNT(*) AS n
FROM r_opportunity o
LEFT JOIN sys_stage_visit v ON v.id = (SELECT MAX(l.id) FROM sys_stage_visit l WHERE l.form = 'opportunity' AND l.field = 'stage' AND l.record_id = o.id)
LEFT JOIN r_user u ON u.id = v.owner
LEFT JOIN r_team m ON m.id = {u.team}
WHERE {visible} AND {o.stage} = 'won' AND {chosen o.closed_on}
GROUP BY {u.team}
ORDER BY won_cents DESC NULLS LAST, team NULLS LAST

--# sales_overview.won_by_owner
SELECT v.owner AS who, MIN({u.name}) AS who_label, SUM({cents o.amount}) AS won_cents, COUNT(*) - COUNT({o.amount}) AS won_missing, COUNT(*) AS n
FROM r_opportunity o
LEFT JOIN sys_stage_visit v ON v.id = (SELECT MAX(l.id) FROM sys_stage_visit l WHERE l.form = 'opportunity' AND l.field = 'stage' AND l.record_id = o.id)
LEFT JOIN r_user u ON u.id = v.owner
WHERE {visible} AND {o.stage} = 'won' AND {chosen o.closed_on}
GROUP BY v.owner
ORDER BY won_cents DESC NULLS LAST, who NULLS LAST

--# sales_overview.won_by_product
SELECT {o.product} AS product, MIN({p.name}) AS product_label, SUM({cents o.amount}) AS won_cents, COUNT(*) - COUNT({o.amount}) AS won_missing, COUNT(*) AS n
FROM r_opportunity o
LEFT JOIN r_product p ON p.id = {o.product}
WHERE {visible} AND {o.stage} = 'won' AND {chosen o.closed_on}
GROUP BY {o.product}
ORDER BY won_cents DESC NULLS LAST, product NULLS LAST

--# sales_overview.open_by_stage
SELECT {o.stage} AS stage, COUNT(*) AS n, SUM({cents o.amount}) AS amount_cents, COUNT(*) - COUNT({o.amount}) AS amount_missing,
       SUM({weighted_cents}) AS weighted_cents, COUNT(*) - COUNT({weighted_cents}) AS weighted_missing
FROM r_opportunity o
WHERE {visible} AND {o.stage} IN {open} AND {chosen_always}
GROUP BY {o.stage}
ORDER BY {rank o.stage}

--# sales_overview.forecast_by_month
SELECT {month o.expected_close} AS month, SUM({weighted_cents}) AS weighted_cents, COUNT(*) - COUNT({weighted_cents}) AS weighted_missing, COUNT(*) AS n
FROM r_opportunity o
WHERE {visible} AND {o.stage} IN {open} AND {chosen o.expected_close}
GROUP BY {month o.expected_close}
ORDER BY month NULLS LAST

--# sales_overview.top_accounts
SELECT {o.account} AS account, MIN({n.name}) AS account_label, SUM({cents o.amount}) AS won_cents, COUNT(*) - COUNT({o.amount}) AS won_missing, COUNT(*) AS n
FROM r_opportunity o
LEFT JOIN r_account n ON n.id = {o.account}
WHERE {visible} AND {o.stage} = 'won' AND {chosen o.closed_on}
GROUP BY {o.account}
ORDER BY won_cents DESC NULLS LAST, account NULLS LAST

--# sales_overview.loss_reasons
SELECT {o.lost_reason} AS reason, COUNT(*) AS n
FROM r_opportunity o
WHERE {visible} AND {o.stage} = 'lost' AND {chosen o.closed_on}
GROUP BY {o.lost_reason}
ORDER BY n DESC, reason NULLS LAST

-- Counts for each of its factors, and once without one when it has none.
--# sales_overview.win_factors
SELECT f.value AS factor, COUNT(*) AS n
FROM r_opportunity o
LEFT JOIN {links o.win_factors} f ON f.record_id = o.id
WHERE {visible} AND {o.stage} = 'won' AND {chosen o.closed_on}
GROUP BY f.value
ORDER BY n DESC, factor NULLS LAST

-- In all, each counts once.
--# sales_overview.win_factors.totals
SELECT COUNT(*) AS n
FROM r_opportunity o
WHERE {visible} AND {o.stage} = 'won' AND {chosen o.closed_on}
