"""What people and programs ask of this service, one verb each."""
