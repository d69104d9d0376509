"""Flow charts (流程图): of matters from their process, of powers from their kind's procedure."""
