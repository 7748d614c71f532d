#!/bin/sh
# Run by the Postgres image on an empty volume: the keys of personal fields lie in a database of their own.
set -e
createdb --username "$POSTGRES_USER" peremena_vault
