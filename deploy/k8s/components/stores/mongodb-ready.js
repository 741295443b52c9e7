// Ready when this node is the primary of its own replica set, which the first look makes.
try {
  rs.status()
} catch (error) {
  if (error.codeName !== "NotYetInitialized") throw error
  rs.initiate({ _id: "rs0", members: [{ _id: 0, host: process.env.MONGODB_MEMBER }] })
}
quit(db.hello().isWritablePrimary ? 0 : 1)
