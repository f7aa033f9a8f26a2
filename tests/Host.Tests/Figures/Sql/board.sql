-- The heads of a board's columns.

--# board.sales
SELECT {o.stage} AS stage, COUNT(*) AS count, SUM({cents o.amount}) AS sum_cents, SUM({weighted_cents}) AS weighted_cents, COUNT(*) - COUNT({o.amount}) AS missing
FROM r_opportunity o
WHERE {visible}
GROUP BY {o.stage}
