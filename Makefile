# Rapport de laboratoire : « make » ou « make help » montre ce qui peut être demandé.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help report replicates verify site pdf export serve test check fuzz bench gold lock locale publish environnement relire format \
	with-site with-training with-dev with-bench

PYTHON := .venv/bin/python
PROFILE ?= full
# What the user gives is text, which make never expands; the shell reads it in the environment, as text too.
$(foreach name,ONLY PROFILE JOBS CLUSTER N SEED FORCE QUICK RAPPORT REPLACE ADDRESS FULL TO,$(eval override $(name) := $$(value $(name))))
export ONLY PROFILE JOBS CLUSTER N SEED FORCE QUICK RAPPORT REPLACE ADDRESS FULL TO
export RESULTS := $(if $(filter full,$(PROFILE)),results,build/$(PROFILE)/results)
# Several names may be given: the shell cuts them at the spaces (hence no quotes), and globs nothing (set -f).
OPTIONS = --profile="$$PROFILE" $${JOBS:+--jobs="$$JOBS"}
TRAINING = $(OPTIONS) $${CLUSTER:+--cluster="$$CLUSTER"} $${force:+--force}
RUN = $(PYTHON) -m experiments run $(TRAINING) -- $$ONLY
REPLICATE = $(PYTHON) -m experiments replicate $(TRAINING) --count="$${N:-4}" -- $$ONLY
VERIFY = $(PYTHON) -m experiments verify $(OPTIONS) --count="$${N:-4}" $${SEED:+--seed="$$SEED"} -- $$ONLY
FIGURES = $(PYTHON) -m experiments figures --profile="$$PROFILE"
# Says that nothing changed since « make report » found nothing to do, or fails and gives the state of all.
STANDSTILL = $(PYTHON) -m experiments.engine.standstill
LOCK := $(PYTHON) -m uv pip compile --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-header --no-annotate --quiet
# The engine exits with this code when the libraries that train are not installed.
NO_TRAINING_ENVIRONMENT := 3
# From this code on, someone stopped it: nothing goes on. Any other failure keeps no other page from being built.
INTERRUPTED := 128
# Sets a variable of the shell to "yes" or to nothing, from that of the user whose name is in capitals.
decide = $(1)=$$(value="$$$(2)"; case "$$(printf %s "$$value" | tr '[:upper:]' '[:lower:]' | tr -d ' ')" in \
	(1|oui|o|yes|y|true|vrai|on) echo yes ;; (''|0|non|n|no|false|faux|off) ;; \
	(*) printf '%s\n' "$(2)=$$value : ni oui ni non. Écrivez $(2)=1 pour oui, $(2)=0 pour non." >&2; exit 2 ;; esac) || exit 2
# Runs a command again once they are installed, when that is what it lacked.
trained = set -f; $(1) || { code=$$?; [ $$code = $(NO_TRAINING_ENVIRONMENT) ] || exit $$code; \
	$(MAKE) --no-print-directory environnement && $(1); }

help: ## montre cette aide
	@echo "Usage : make CIBLE [VARIABLE=valeur]"
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name text; do \
		printf '  %-14s %s\n' "$$name" "$$text"; done
	@echo "Variables de « make report », de « make replicates » et de « make verify » :"
	@echo "  FORCE=1        réentraîne aussi ce qui est à jour"
	@echo "  ONLY=nom       se limite à une expérience (mlp-raw-1) ou à une famille (mlp-raw)"
	@echo "  JOBS=n         mène n entraînements en même temps ; un par cœur si rien n’est dit"
	@echo "  CLUSTER=a      entraîne sur le cluster Dask de cette adresse (tcp://hôte:8786)"
	@echo "  N=n            donne n répliques à chaque modèle, vérifie n résultats, 4 par défaut"
	@echo "  SEED=n         refait un tirage de « make verify » ou de « make fuzz », par le numéro qu’il a montré"
	@echo "  PROFILE=smoke  essaie toute la chaîne en peu de temps, sans toucher aux vrais résultats"
	@echo "  LABO_STORE=url partage les résultats avec d’autres : un dossier, s3://…, gs://… (voir README.md)"

report: with-site ## entraîne ce qui n’est plus à jour, dessine les figures, écrit les pages, construit site/
	@$(call decide,force,FORCE); state=$$($(STANDSTILL)) && { echo "$$state"; exit; }; \
	code=0; ($(call trained,$(RUN))) || code=$$?; [ $$code -lt $(INTERRUPTED) ] || exit $$code; \
	$(FIGURES) || code=$$?; $(PYTHON) -m generator site --results "$$RESULTS" || code=$$?; \
	[ $$code != 0 ] || $(STANDSTILL) "$$state"; exit $$code

replicates: with-site ## entraîne encore chaque modèle à jour avec d’autres graines, rangées à part
	@$(call decide,force,FORCE); $(call trained,$(REPLICATE))
	@set -f; $(PYTHON) -m experiments status --profile="$$PROFILE" -- $$ONLY

verify: with-site ## réentraîne à part des résultats tirés au sort, et dit s’ils reviennent au bit près
	@$(call trained,$(VERIFY))

site: with-site ## construit site/ à partir des résultats enregistrés, sans rien entraîner ; échoue si l’un est périmé
	@$(PYTHON) -m experiments status --profile="$$PROFILE"
	@$(FIGURES)
	@$(PYTHON) -m generator site --results "$$RESULTS"

pdf: site ## fait du rapport un PDF à rendre, que le site propose ensuite ; FULL=1 imprime tout
	@$(call decide,full,FULL); $(PYTHON) -m generator pdf --results "$$RESULTS" $${full:+--full}

export: with-site ## écrit en Markdown, figures à côté, les modèles ONLY="mlp-raw-1 cnn-2" dans TO, build/export si rien n’est dit
	@set -f; $(PYTHON) -m generator export --results "$$RESULTS" --to "$${TO:-build/export}" -- $$ONLY

serve: with-site ## montre le rapport sur ADDRESS, 127.0.0.1:8000 si rien n’est dit, et le met à jour à chaque changement
	-@$(MAKE) --no-print-directory report
	@$(PYTHON) -m generator serve --results "$$RESULTS" $${ADDRESS:+--address="$$ADDRESS"}

relire: with-site ## relit les rapports RAPPORT="a.md dossier" et dit ce qui y est faux
	@set -f; set -- $$RAPPORT; set +f; [ $$# -gt 0 ] || { echo "Donnez un rapport : make relire RAPPORT=rapport.md" >&2; exit 2; }; \
	$(PYTHON) -m generator relire -- "$$@"

environnement: LOOK := --every-file
environnement: with-training ## installe de quoi entraîner, ou le répare s’il est abîmé

test: with-dev ## lance tous les tests ; QUICK=1 se passe d’entraînement, de navigateur et de ce qui construit le projet maintes fois
	@$(call decide,quick,QUICK); \
	$(PYTHON) -m pytest $${quick:+-m "not training and not browser and not project" --dist loadfile}

check: with-dev ## vérifie format, style et types
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m mypy

fuzz: with-dev ## dérange les résultats de N façons, 1000 par défaut, puis relit deux fois plus de rapports tirés au sort
	@$(PYTHON) -m tests.perturbation --count="$${N:-1000}" $${SEED:+--seed="$$SEED"} $${JOBS:+--jobs="$$JOBS"}
	@RELIRE_REPORTS="$$((2 * $${N:-1000}))" RELIRE_SEED="$${SEED:-0}" $(PYTHON) -m pytest --quiet --numprocesses=0 \
		tests/relire/test_random_reports.py

format: with-dev ## met le code en forme
	@$(PYTHON) -m ruff format .
	@$(PYTHON) -m ruff check --fix .

bench: with-bench ## mesure les rapports de vitesse
	@$(PYTHON) -m benchmarks

gold: with-dev ## réécrit les pages de référence des tests ; relisez la différence avant de l’enregistrer
	@$(PYTHON) -m pytest tests/generator/test_gold.py --update-gold --quiet

locale: with-dev ## recompile la traduction des messages de Click
	@.venv/bin/pybabel --quiet compile --directory experiments/locale

publish: with-site ## refait le rapport du dernier commit et le publie sur la branche gh-pages
	@$(call decide,replace,REPLACE); $(PYTHON) -m generator publish --results "$$RESULTS" $${replace:+--replace}

lock: with-dev ## recalcule les verrous des dépendances
	@$(LOCK) pyproject.toml --extra training -o requirements/training.txt
	@$(LOCK) pyproject.toml --extra training --group dev -c requirements/training.txt -o requirements/dev.txt
	@$(LOCK) pyproject.toml --extra training --group dev --group bench -c requirements/dev.txt -o requirements/bench.txt
	@$(LOCK) pyproject.toml -c requirements/training.txt -o requirements/site.txt
	@$(LOCK) --group installer -o requirements/uv.txt

# The Python of .venv looks at what is there, or the one that .venv is made with when it does not start.
with-site with-training with-dev with-bench:
	@if $(PYTHON) -c "" 2>/dev/null; then exec $(PYTHON) -m installation $(@:with-%=%) $(LOOK); fi; \
	command -v python3 >/dev/null || { echo "Python est introuvable : installez Python 3.11 ou plus récent." >&2; exit 1; }; \
	python3 -c 'import sys; v = sys.version_info; sys.exit(v < (3, 11) and f"Python {v[0]}.{v[1]} trouvé, 3.11 ou plus récent attendu : installez-le.")' && \
	exec python3 -m installation $(@:with-%=%)
