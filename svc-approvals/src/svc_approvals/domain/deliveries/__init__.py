"""How the results reach the applicant: courier, pick-up, electronic."""
