-- The win and loss review, a query per widget.

--# win_loss_review.range
SELECT MIN({o.closed_on}) AS first, MAX({o.closed_on}) AS last
FROM r_opportunity o
WHERE {visible}

--# win_loss_review.closed
SELECT COUNT(*) AS closed, SUM({cents o.amount}) AS amount_cents, COUNT(*) - COUNT({o.amount}) AS amount_missing
FROM r_opportunity o
WHERE {visible} AND {o.stage} IN ('won', 'lost') AND {chosen o.closed_on}

--# win_loss_review.win_rate
SELECT COUNT(CASE WHEN {o.stage} = 'won' THEN 1 END) AS rate_over, COUNT(*) AS rate_under,
       COUNT(CASE WHEN {o.stage} = 'won' THEN 1 END) AS won, COUNT(*) AS closed
FROM r_opportunity o
WHERE {visible} AND {o.stage} IN ('won', 'lost') AND {chosen o.closed_on}

--# win_loss_review.lost_amount
SELECT SUM({cents o.amount}) AS amount_cents, COUNT(*) - COUNT({o.amount}) AS amount_missing, COUNT(*) AS n
FROM r_opportunity o
WHERE {visible} AND {o.stage} = 'lost' AND {chosen o.closed_on}

--# win_loss_review.reviewed
WITH closed AS (
    SELECT (SELECT COUNT(*) FROM r_case c WHERE c.deleted_at IS NULL AND {c.opportunity} = o.id) AS cases
    FROM r_opportunity o
    WHERE {visible} AND {o.stage} IN ('won', 'lost') AND {chosen o.closed_on})
SELECT COUNT(CASE WHEN cases > 0 THEN 1 END) AS share_over, COUNT(*) AS share_under,
       COUNT(CASE WHEN cases > 0 THEN 1 END) AS done, COUNT(*) AS closed
FROM closed

--# win_loss_review.lost_reason
SELECT {o.lost_reason} AS reason, COUNT(*) AS n, SUM({cents o.amount}) AS amount_cents, COUNT(*) - COUNT({o.amount}) AS amount_missing,
       SUM({whole_days o.engaged_on; o.closed_on}) AS days_over, COUNT({whole_days o.engaged_on; o.closed_on}) AS days_under,
       COUNT(*) - COUNT({whole_days o.engaged_on; o.closed_on}) AS days_missing
FROM r_opportunity o
WHERE {visible} AND {o.stage} = 'lost' AND {chosen o.closed_on}
GROUP BY {o.lost_reason}
ORDER BY n DESC, reason NULLS LAST

--# win_loss_review.win_factors
SELECT f.value AS factor, COUNT(*) AS n, SUM({cents o.amount}) AS amount_cents, COUNT(*) - COUNT({o.amount}) AS amount_missing,
       SUM({whole_days o.engaged_on; o.closed_on}) AS days_over, COUNT({whole_days o.engaged_on; o.closed_on}) AS days_under,
       COUNT(*) - COUNT({whole_days o.engaged_on; o.closed_on}) AS days_missing
FROM r_opportunity o
LEFT JOIN {links o.win_factors} f ON f.record_id = o.id
WHERE {visible} AND {o.stage} = 'won' AND {chosen o.closed_on}
GROUP BY f.value
ORDER BY n DESC, factor NULLS LAST

--# win_loss_review.win_factors.totals
SELECT COUNT(*) AS n, SUM({cents o.amount}) AS amount_cents, COUNT(*) - COUNT({o.amount}) AS amount_missing,
       SUM({whole_days o.engaged_on; o.closed_on}) AS days_over, COUNT({whole_days o.engaged_on; o.closed_on}) AS days_under,
       COUNT(*) - COUNT({whole_days o.engaged_on; o.closed_on}) AS days_missing
FROM r_opportunity o
WHERE {visible} AND {o.stage} = 'won' AND {chosen o.closed_on}

-- The stage in which it really was before it was lost: the visit before the last, leaving out stages passed over.
--# win_loss_review.stage_lost
WITH lost AS (
    SELECT {cents o.amount} AS cents, {whole_days o.engaged_on; o.closed_on} AS days,
           (SELECT v."to" FROM sys_stage_visit v WHERE v.form = 'opportunity' AND v.field = 'stage' AND v.record_id = o.id AND NOT v.skipped
            ORDER BY v.id DESC LIMIT 1 OFFSET 1) AS stage
    FROM r_opportunity o
    WHERE {visible} AND {o.stage} = 'lost' AND {chosen o.closed_on})
SELECT stage, COUNT(*) AS n, SUM(cents) AS amount_cents, COUNT(*) - COUNT(cents) AS amount_missing,
       SUM(days) AS days_over, COUNT(days) AS days_under, COUNT(*) - COUNT(days) AS days_missing
FROM lost
GROUP BY stage
ORDER BY {rank stage} NULLS LAST

--# win_loss_review.by_size
WITH closed AS (
    SELECT {o.stage} AS stage, {cents o.amount} AS cents,
           CASE WHEN {cents o.amount} < 100000 THEN 0 WHEN {cents o.amount} < 1000000 THEN 1 WHEN {cents o.amount} < 5000000 THEN 2
                WHEN {cents o.amount} < 20000000 THEN 3 WHEN {cents o.amount} < 50000000 THEN 4 WHEN {cents o.amount} >= 50000000 THEN 5 END AS size
    FROM r_opportunity o
    WHERE {visible} AND {o.stage} IN ('won', 'lost') AND {chosen o.closed_on})
SELECT size, COUNT(CASE WHEN stage = 'won' THEN 1 END) AS rate_over, COUNT(*) AS rate_under, COUNT(*) AS closed,
       COUNT(CASE WHEN stage = 'won' THEN 1 END) AS won, SUM(CASE WHEN stage = 'won' THEN cents END) AS won_amount_cents,
       COUNT(CASE WHEN stage = 'won' AND cents IS NULL THEN 1 END) AS won_amount_missing
FROM closed
GROUP BY size
ORDER BY size NULLS LAST

--# win_loss_review.by_competitor
SELECT {o.competitor} AS competitor, COUNT(CASE WHEN {o.stage} = 'won' THEN 1 END) AS rate_over, COUNT(*) AS rate_under, COUNT(*) AS closed,
       COUNT(CASE WHEN {o.stage} = 'won' THEN 1 END) AS won, SUM(CASE WHEN {o.stage} = 'won' THEN {cents o.amount} END) AS won_amount_cents,
       COUNT(CASE WHEN {o.stage} = 'won' AND {o.amount} IS NULL THEN 1 END) AS won_amount_missing
FROM r_opportunity o
WHERE {visible} AND {o.stage} IN ('won', 'lost') AND {o.competitor} IS NOT NULL AND {chosen o.closed_on}
GROUP BY {o.competitor}
ORDER BY closed DESC, competitor

--# win_loss_review.by_source
SELECT {o.source} AS source, COUNT(CASE WHEN {o.stage} = 'won' THEN 1 END) AS rate_over, COUNT(*) AS rate_under, COUNT(*) AS closed,
       COUNT(CASE WHEN {o.stage} = 'won' THEN 1 END) AS won, SUM(CASE WHEN {o.stage} = 'won' THEN {cents o.amount} END) AS won_amount_cents,
       COUNT(CASE WHEN {o.stage} = 'won' AND {o.amount} IS NULL THEN 1 END) AS won_amount_missing
FROM r_opportunity o
WHERE {visible} AND {o.stage} IN ('won', 'lost') AND {chosen o.closed_on}
GROUP BY {o.source}
ORDER BY closed DESC, source NULLS LAST

--# win_loss_review.by_person
SELECT o.owner AS person, MIN({u.name}) AS person_label, COUNT(CASE WHEN {o.stage} = 'won' THEN 1 END) AS rate_over, COUNT(*) AS rate_under, COUNT(*) AS closed,
       COUNT(CASE WHEN {o.stage} = 'won' THEN 1 END) AS won, SUM(CASE WHEN {o.stage} = 'won' THEN {cents o.amount} END) AS won_amount_cents,
       COUNT(CASE WHEN {o.stage} = 'won' AND {o.amount} IS NULL THEN 1 END) AS won_amount_missing
FROM r_opportunity o
LEFT JOIN r_user u ON u.id = o.owner
WHERE {visible} AND {o.stage} IN ('won', 'lost') AND {chosen o.closed_on}
GROUP BY o.owner
ORDER BY closed DESC, person NULLS LAST

--# win_loss_review.by_product
SELECT {o.product} AS product, MIN({p.name}) AS product_label, COUNT(CASE WHEN {o.stage} = 'won' THEN 1 END) AS rate_over, COUNT(*) AS rate_under, COUNT(*) AS closed,
       COUNT(CASE WHEN {o.stage} = 'won' THEN 1 END) AS won, SUM(CASE WHEN {o.stage} = 'won' THEN {cents o.amount} END) AS won_amount_cents,
       COUNT(CASE WHEN {o.stage} = 'won' AND {o.amount} IS NULL THEN 1 END) AS won_amount_missing
FROM r_opportunity o
LEFT JOIN r_product p ON p.id = {o.product}
WHERE {visible} AND {o.stage} IN ('won', 'lost') AND {chosen o.closed_on}
GROUP BY {o.product}
ORDER BY closed DESC, product NULLS LAST

--# win_loss_review.to_review
SELECT o.id AS id, {o.account} AS account, MIN({n.name}) AS account_label, {o.stage} AS stage, {cents o.amount} AS amount_cents, {o.closed_on} AS closed_on,
       o.owner AS owner, MIN({u.name}) AS owner_label
FROM r_opportunity o
LEFT JOIN r_account n ON n.id = {o.account}
LEFT JOIN r_user u ON u.id = o.owner
WHERE {visible} AND {o.stage} IN ('won', 'lost') AND {chosen o.closed_on}
  AND NOT EXISTS (SELECT 1 FROM r_case c WHERE c.deleted_at IS NULL AND {c.opportunity} = o.id)
GROUP BY o.id
ORDER BY closed_on DESC NULLS LAST, o.id
