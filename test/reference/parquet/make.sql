-- Makes the files that test/sources/parquet.test.ts reads, from made up data, and what DuckDB itself writes of them.
-- From the project's root: duckdb < test/reference/parquet/make.sql (DuckDB 1.5)
SET timezone = 'UTC';
CREATE TABLE t AS
SELECT
  'P' || i AS id,
  CASE WHEN i % 7 = 0 THEN NULL WHEN i % 2 = 0 THEN 'm' ELSE 'f' END AS sex,
  CASE WHEN i % 11 = 0 THEN NULL ELSE i / 3.0::DOUBLE END AS age,
  (i / 7.0)::FLOAT AS ratio,
  (i * 1.25 - 20)::DECIMAL(9, 2) AS dose,
  (i * 1000000007.125 - 5)::DECIMAL(38, 3) AS wide,
  i % 2 = 0 AS dead,
  DATE '1850-01-01' + (i * 999)::INT AS born,
  TIMESTAMP '1969-12-31 23:59:58.5' + INTERVAL (i * 100000) SECOND AS seen,
  make_timestamp_ns(i * 1000000001) AS precise,
  TIMESTAMPTZ '2020-01-01 00:00:00+02' + INTERVAL (i) HOUR AS instant,
  TIME '00:00:01.25' + INTERVAL (i) SECOND AS clock,
  (i * 9007199254740993)::BIGINT AS big,
  (i::UBIGINT * 18446744073709551)::UBIGINT AS ubig,
  (i * 40000000)::UINTEGER AS unsigned,
  (i % 100 - 50)::TINYINT AS tiny,
  ('00000000-0000-4000-8000-' || lpad(i::VARCHAR, 12, '0'))::UUID AS uuid,
  NULL::INT AS nothing,
  'same' AS same,
  repeat('xü', (i % 20)::INT) AS text,
  (i % 3)::SMALLINT AS code
FROM range(0, 100) r (i);
COPY t TO 'test/reference/parquet/v1-snappy.parquet' (FORMAT parquet, CODEC 'snappy', PARQUET_VERSION 'V1');
COPY t TO 'test/reference/parquet/v2-zstd.parquet' (FORMAT parquet, CODEC 'zstd', PARQUET_VERSION 'V2');
COPY t TO 'test/reference/parquet/v1-gzip.parquet' (FORMAT parquet, CODEC 'gzip', PARQUET_VERSION 'V1');
COPY t TO 'test/reference/parquet/v2-brotli.parquet' (FORMAT parquet, CODEC 'brotli', PARQUET_VERSION 'V2');
COPY t TO 'test/reference/parquet/v2-lz4.parquet' (FORMAT parquet, CODEC 'lz4_raw', PARQUET_VERSION 'V2');
COPY t TO 'test/reference/parquet/rows.csv' (HEADER);
COPY (SELECT id, [1, 2] AS tests, {a: 1} AS part FROM t LIMIT 3) TO 'test/reference/parquet/nested.parquet' (FORMAT parquet);
