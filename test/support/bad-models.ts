// A process of models that says it is ready and dies of the first thing that it is asked.
process.send?.({ ready: true });
process.on('message', () => process.exit(3));
