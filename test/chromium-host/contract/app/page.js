document.querySelector('#status').textContent = 'started';
