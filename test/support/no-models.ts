// A process of models that cannot load them, as where there is no binary for the machine.
process.send?.({ broken: 'there is no binary for this machine' });
process.on('message', () => {});
