/** What `bench:start` and `bench:http` compare with: the smallest Express 5 app. Prints its address. */
import express from 'express'

const app = express()
app.get('/', (_request, response) => {
  response.json({ hello: 'world' })
})
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address !== null && typeof address === 'object') console.log(`http://127.0.0.1:${address.port}`)
})
