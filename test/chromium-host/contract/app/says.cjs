process.stdout.write('hello\n');
process.stderr.write('world');
process.exit(0);
