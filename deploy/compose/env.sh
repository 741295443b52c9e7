#!/bin/sh
# Makes .env out of .env.example, with a random word for every secret. An .env that is there stays as it is.
set -eu
cd "$(dirname "$0")/../.."
if [ -e .env ]; then
  echo ".env is there already; remove it to make another." >&2
  exit 1
fi
umask 077
while IFS= read -r line; do
  case $line in
    [A-Z]*=) echo "$line$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')" ;;
    *) echo "$line" ;;
  esac
done < .env.example > .env
echo "Made .env. Your token is the HELIOGRAPH_TOKEN in it."
