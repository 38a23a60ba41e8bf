setInterval(() => {
  console.log('still here');
  console.error('and here');
}, 5);
